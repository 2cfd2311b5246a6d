using System.Text.Json;
using Tessera.Datasets.Npy;
using Tessera.Storage;

namespace Tessera.Datasets;

/// <summary>
/// Writes a shard: the pixels as they come, then the sidecar. Only what is written whole becomes visible.
/// </summary>
static class PixelShardWriter
{
    public static async Task<PixelShardSummary> WriteAsync(
        Folder folder,
        string shard,
        int count,
        ImageShape image,
        IAsyncEnumerable<PixelImage> images,
        CancellationToken cancellation)
    {
        using var sidecar = new MemoryStream();
        var empty = new PixelShardSummary(count, 0, null, ChannelSums.Zero(image.Channels), []);
        var summary = empty;
        var pixels = await folder.WriteAsync(
            PixelShard.PixelsName(shard),
            async stream =>
            {
                sidecar.SetLength(0);
                summary = await WritePixelsAsync(stream, sidecar, empty, image, images, cancellation);
            },
            cancellation);
        var lines = await folder.WriteAsync(
            PixelShard.SidecarName(shard),
            stream => stream.WriteAsync(sidecar.GetBuffer().AsMemory(0, (int)sidecar.Length), cancellation).AsTask(),
            cancellation);
        return summary with { Files = [pixels, lines] };
    }

    static async Task<PixelShardSummary> WritePixelsAsync(
        Stream pixels,
        MemoryStream sidecar,
        PixelShardSummary summary,
        ImageShape image,
        IAsyncEnumerable<PixelImage> images,
        CancellationToken cancellation)
    {
        var header = NpyHeader.Create(NpyType.UInt8, summary.Images, image.Height, image.Width, image.Channels);
        await pixels.WriteAsync(header.ToBytes(), cancellation);
        var rows = 0;
        await foreach (var (record, row) in images.WithCancellation(cancellation))
        {
            RequireRow(row, image, ++rows, summary.Images);
            await pixels.WriteAsync(row, cancellation);
            JsonSerializer.Serialize(sidecar, record, TesseraJsonLines.Default.ImageRecord);
            sidecar.WriteByte((byte)'\n');
            summary = Count(summary, record, row.Span, image.Channels);
        }

        return rows == summary.Images
            ? summary
            : throw new InvalidOperationException($"{rows} images for a shard of {summary.Images}");
    }

    static PixelShardSummary Count(
        PixelShardSummary summary, ImageRecord record, ReadOnlySpan<byte> row, int channels) =>
        record.Status == ImageStatus.Error
            ? summary with
            {
                Errors = summary.Errors + 1,
                FirstError = summary.FirstError ?? $"{record.Key}: {record.Error}",
            }
            : summary with { Sums = summary.Sums.Add(ChannelSums.Of(row, channels)) };

    static void RequireRow(ReadOnlyMemory<byte> row, ImageShape image, int rows, int count)
    {
        if (row.Length != image.Bytes || rows > count)
        {
            throw new InvalidOperationException(
                $"image {rows} of {count} has {row.Length} bytes instead of {image.Bytes}");
        }
    }
}
