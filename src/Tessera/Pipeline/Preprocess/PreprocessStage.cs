using System.Runtime.CompilerServices;
using Tessera.Datasets;
using Tessera.Imaging.Resize;

namespace Tessera.Pipeline.Preprocess;

/// <summary>Reads a shard row by row, resizes each image and writes the shard of the same name.</summary>
sealed class PreprocessStage(PreprocessSpec spec, Dataset input) : IStage
{
    readonly ImageShape _image = input.Manifest.Image with { Height = spec.Height, Width = spec.Width };

    public static async Task<PreprocessStage> OpenAsync(PreprocessSpec spec, CancellationToken cancellation) =>
        new(spec, await spec.OpenInputAsync(cancellation));

    public async Task<ShardMark> ProcessAsync(string shard, CancellationToken cancellation)
    {
        var manifest = input.Shard(shard);
        var images = ResizeAsync(input.ReadAsync(manifest, cancellation), cancellation);
        var summary = await PixelShardWriter.WriteAsync(
            spec.OpenOutput(), shard, manifest.Images, _image, images, cancellation);
        return PixelShardMark.Of(shard, summary);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async IAsyncEnumerable<PixelImage> ResizeAsync(
        IAsyncEnumerable<PixelImage> images, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var from = input.Manifest.Image;
        if (from == _image)
        {
            await foreach (var image in images.WithCancellation(cancellation))
            {
                yield return image;
            }

            yield break;
        }

        var resizer = new Resizer(spec.Resize, from.Channels, from.Height, from.Width, _image.Height, _image.Width);
        var pixels = new byte[_image.Bytes];
        await foreach (var image in images.WithCancellation(cancellation))
        {
            resizer.Resize(image.Pixels.Span, pixels);
            yield return new PixelImage(image.Record, pixels);
        }
    }
}
