using System.Runtime.CompilerServices;
using Tessera.Datasets;
using Tessera.Imaging.Resize;

namespace Tessera.Pipeline.Preprocess;

/// <summary>
/// Resizes each image of a shard and writes the shard of the same name; reads ahead of what is written.
/// </summary>
sealed class PreprocessStage(PreprocessSpec spec, Dataset input) : IStage
{
    /// <summary>Bytes that are read at a time, at least one image.</summary>
    const int BatchBytes = 1 << 20;

    readonly ImageShape _image = input.Manifest.Image with { Height = spec.Height, Width = spec.Width };

    public static async Task<PreprocessStage> OpenAsync(PreprocessSpec spec, CancellationToken cancellation) =>
        new(spec, await spec.OpenInputAsync(cancellation));

    public async Task<ShardMark> ProcessAsync(string shard, CancellationToken cancellation)
    {
        var manifest = input.Shard(shard);
        var images = ResizeAsync(ReadAsync(manifest, cancellation), cancellation);
        var summary = await PixelShardWriter.WriteAsync(
            spec.OpenOutput(), shard, manifest.Images, _image, images, cancellation);
        return PixelShardMark.Of(shard, summary);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async IAsyncEnumerable<PixelImage> ReadAsync(
        ShardManifest shard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var bytes = input.Manifest.Image.Bytes;
        await foreach (var batch in BatchReader.ReadAsync(
            input, shard, Math.Clamp(BatchBytes / bytes, 1, Math.Max(1, shard.Images)), cancellation))
        {
            for (var i = 0; i < batch.Records.Count; i++)
            {
                yield return new PixelImage(batch.Records[i], batch.Pixels.Slice(i * bytes, bytes));
            }
        }
    }

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
