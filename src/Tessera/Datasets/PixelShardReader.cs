using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Tessera.Datasets.Npy;
using Tessera.Storage;

namespace Tessera.Datasets;

/// <summary>
/// Streams a shard: one row of pixels and one sidecar line at a time, with the checksums verified at the end.
/// </summary>
static class PixelShardReader
{
    const int MaxSidecarLine = 1 << 16;

    public static async IAsyncEnumerable<PixelImage> ReadAsync(
        Dataset dataset, ShardManifest shard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var records = await ReadSidecarAsync(dataset, shard, cancellation);
        var name = PixelShard.PixelsName(shard.Name);
        await using var hashing = new HashingReader(await dataset.Folder.OpenReadAsync(name, cancellation));
        RequireShape(NpyHeader.Read(hashing, dataset.Folder.UrlOf(name)), dataset, shard);
        var row = new byte[dataset.Manifest.Image.Bytes];
        foreach (var record in records)
        {
            await ReadRowAsync(hashing, row, dataset, name, cancellation);
            yield return new PixelImage(record, row);
        }

        Require(
            await hashing.Sha256AtEndAsync(cancellation) == shard.Sha256.ToString(),
            dataset,
            name,
            "its SHA-256 is not that of the manifest");
    }

    static async Task<ImageRecord[]> ReadSidecarAsync(
        Dataset dataset, ShardManifest shard, CancellationToken cancellation)
    {
        var name = PixelShard.SidecarName(shard.Name);
        await using var hashing = new HashingReader(await dataset.Folder.OpenReadAsync(name, cancellation));
        using var reader = new StreamReader(hashing, Encoding.UTF8);
        var records = new List<ImageRecord>();
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            Require(line.Length <= MaxSidecarLine && records.Count < shard.Images, dataset, name, "it is too long");
            records.Add(Parse(line, dataset, name));
        }

        Require(
            records.Count == shard.Images,
            dataset,
            name,
            $"it has {records.Count} lines instead of {shard.Images}");
        Require(
            await hashing.Sha256AtEndAsync(cancellation) == shard.SidecarSha256.ToString(),
            dataset,
            name,
            "its SHA-256 is not that of the manifest");
        return [.. records];
    }

    static ImageRecord Parse(string line, Dataset dataset, string name)
    {
        try
        {
            var record = JsonSerializer.Deserialize(line, TesseraJsonLines.Default.ImageRecord);
            Require(record?.Key is not null, dataset, name, "a line has no key");
            Require(
                record!.Label is null || (uint)record.Label.Value < (uint)dataset.Manifest.Classes.Length,
                dataset,
                name,
                $"'{record.Key}' has label {record.Label}, allowed is 0 to {dataset.Manifest.Classes.Length - 1}");
            return record;
        }
        catch (JsonException failure)
        {
            throw Damaged(dataset, name, failure.Message);
        }
    }

    static async Task ReadRowAsync(
        Stream stream, byte[] row, Dataset dataset, string name, CancellationToken cancellation)
    {
        try
        {
            await stream.ReadExactlyAsync(row, cancellation);
        }
        catch (EndOfStreamException)
        {
            throw Damaged(dataset, name, "it ends early");
        }
    }

    static void RequireShape(NpyHeader header, Dataset dataset, ShardManifest shard)
    {
        var image = dataset.Manifest.Image;
        var fits = header.Type == NpyType.UInt8
            && header.Shape is [var n, var h, var w, var c]
            && n == shard.Images && h == image.Height && w == image.Width && c == image.Channels;
        Require(
            fits,
            dataset,
            PixelShard.PixelsName(shard.Name),
            $"it does not hold {shard.Images} uint8 images of {image}");
    }

    static void Require(bool condition, Dataset dataset, string name, string problem)
    {
        if (!condition)
        {
            throw Damaged(dataset, name, problem);
        }
    }

    static TesseraException Damaged(Dataset dataset, string name, string problem) =>
        TesseraException.User(
            $"'{dataset.Folder.UrlOf(name)}' is damaged: {problem}; "
            + "delete the dataset's folder and make it again");
}
