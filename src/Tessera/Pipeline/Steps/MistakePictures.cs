using Tessera.Datasets;
using Tessera.Datasets.Npy;
using Tessera.Imaging;
using Tessera.Results.Report;

namespace Tessera.Pipeline.Steps;

/// <summary>Finds the pictures of mistakes by shard and row, without scanning.</summary>
static class MistakePictures
{
    public static async Task<IReadOnlyList<MistakePicture>> ReadAsync(
        Dataset dataset, IReadOnlyList<Mistake> mistakes, CancellationToken cancellation)
    {
        var pictures = new List<MistakePicture>();
        foreach (var mistake in mistakes)
        {
            pictures.Add(new MistakePicture(mistake, await ReadAsync(dataset, mistake, cancellation)));
        }

        return pictures;
    }

    static async Task<Picture?> ReadAsync(Dataset dataset, Mistake mistake, CancellationToken cancellation)
    {
        var image = dataset.Manifest.Image;
        if (image.Channels is not (1 or 3))
        {
            return null;
        }

        var name = PixelShard.PixelsName(mistake.Shard);
        await using var start = await dataset.Folder.OpenReadAsync(name, cancellation);
        var header = NpyHeader.Read(start, dataset.Folder.UrlOf(name));
        var pixels = new byte[image.Bytes];
        await using var row = await dataset.Folder.OpenReadAsync(name, header.OffsetOf(mistake.Row), cancellation);
        await row.ReadExactlyAsync(pixels, cancellation);
        return new Picture(image.Height, image.Width, image.Channels == 1 ? PixelFormat.Gray : PixelFormat.Rgb, pixels);
    }
}
