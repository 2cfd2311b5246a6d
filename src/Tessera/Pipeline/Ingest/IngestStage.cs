using System.Globalization;
using Tessera.Datasets;
using Tessera.Datasets.Sources.Cifar;

namespace Tessera.Pipeline.Ingest;

/// <summary>Writes a shard from the records that belong to it, read by their place. Keys are split and index.</summary>
sealed class IngestStage : IStage
{
    static readonly ImageShape s_image = new(CifarFormat.Side, CifarFormat.Side, CifarFormat.Channels);

    readonly IngestSpec _spec;
    readonly List<(IngestSplit Split, CifarBatchReader Reader)> _splits = [];

    public IngestStage(IngestSpec spec)
    {
        _spec = spec;
        foreach (var split in spec.Splits)
        {
            _splits.Add((split, new CifarBatchReader(split.Files)));
        }
    }

    public async Task<ShardMark> ProcessAsync(string shard, CancellationToken cancellation)
    {
        var dash = shard.LastIndexOf('-');
        var (split, reader) = _splits.Single(entry => entry.Split.Name == shard[..dash]);
        var first = long.Parse(shard.AsSpan(dash + 1), CultureInfo.InvariantCulture) * _spec.ShardImages;
        var count = (int)Math.Min(_spec.ShardImages, split.Images - first);
        var images = Read(reader, split.Name, first, count);
        var summary = await PixelShardWriter.WriteAsync(
            _spec.OpenOutput(), shard, count, s_image, images.ToAsyncEnumerable(), cancellation);
        return PixelShardMark.Of(shard, summary);
    }

    public ValueTask DisposeAsync()
    {
        _splits.ForEach(entry => entry.Reader.Dispose());
        return ValueTask.CompletedTask;
    }

    static IEnumerable<PixelImage> Read(CifarBatchReader reader, string split, long first, int count)
    {
        var pixels = new byte[CifarFormat.PixelBytes];
        for (var index = first; index < first + count; index++)
        {
            var label = reader.Read(index, pixels);
            yield return new PixelImage(new ImageRecord($"{split}-{index:00000000}", label, ImageStatus.Ok), pixels);
        }
    }
}
