using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Tessera.Datasets;
using Tessera.Imaging.Resize;
using Tessera.Pipeline.Preprocess;

namespace Tessera.Pipeline;

/// <summary>
/// Gathers a shard's images, resized if need be, into batches, read ahead of the computation by at most two batches. A
/// batch is the caller's until it asks for the next: then its memory is filled again.
/// </summary>
static class BatchReader
{
    const int ReadAhead = 2;

    /// <summary>Those read ahead, the one that is being filled and the one that the caller has.</summary>
    const int Buffers = ReadAhead + 2;

    public static async IAsyncEnumerable<ImageBatch> ReadAsync(
        SizedDataset dataset, ShardManifest shard, int size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var channel = Channel.CreateBounded<ImageBatch>(ReadAhead);
        var reading = Task.Run(
            () => FillAsync(channel.Writer, dataset, shard, size, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(cancellation))
            {
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>Never throws: what goes wrong reaches the reader through the channel.</summary>
    static async Task FillAsync(
        ChannelWriter<ImageBatch> batches,
        SizedDataset dataset,
        ShardManifest shard,
        int size,
        CancellationToken cancellation)
    {
        try
        {
            await foreach (var batch in GatherAsync(dataset, shard, size, cancellation))
            {
                await batches.WriteAsync(batch, cancellation);
            }

            batches.Complete();
        }
        catch (Exception failure)
        {
            batches.Complete(failure);
        }
    }

    static async IAsyncEnumerable<ImageBatch> GatherAsync(
        SizedDataset dataset, ShardManifest shard, int size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var bytes = dataset.Image.Bytes;
        var resizer = dataset.OpenResizer();
        var buffers = new byte[Buffers][];
        var batches = 0;
        var records = new List<ImageRecord>(size);
        await foreach (var image in dataset.Dataset.ReadAsync(shard, cancellation))
        {
            var pixels = buffers[batches % Buffers] ??= new byte[checked(size * bytes)];
            Place(image, resizer, pixels.AsSpan(records.Count * bytes, bytes));
            records.Add(image.Record);
            if (records.Count == size)
            {
                yield return new ImageBatch(records, pixels);
                records = new List<ImageRecord>(size);
                batches++;
            }
        }

        if (records.Count > 0)
        {
            yield return new ImageBatch(records, buffers[batches % Buffers].AsMemory(0, records.Count * bytes));
        }
    }

    static void Place(PixelImage image, Resizer? resizer, Span<byte> target)
    {
        if (resizer is null)
        {
            image.Pixels.Span.CopyTo(target);
        }
        else
        {
            resizer.Resize(image.Pixels.Span, target);
        }
    }
}
