using System.Runtime.CompilerServices;
using Tessera.Datasets;

namespace Tessera.Pipeline.Preprocess;

/// <summary>
/// Resizes each image of a shard and writes the shard of the same name; reads ahead of what is written.
/// </summary>
sealed class PreprocessStage(PreprocessSpec spec, SizedDataset input) : IStage
{
    /// <summary>Bytes that are read at a time, at least one image.</summary>
    const int BatchBytes = 1 << 20;

    /// <param name="spec">What is to be done.</param>
    /// <param name="shards">To which shards.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<PreprocessStage> OpenAsync(
        PreprocessSpec spec, IReadOnlySet<string> shards, CancellationToken cancellation) =>
        new(spec, new SizedDataset(await spec.OpenInputAsync(shards, cancellation), spec.Target));

    public async Task<ShardMark> ProcessAsync(string shard, CancellationToken cancellation)
    {
        var manifest = input.Dataset.Shard(shard);
        var summary = await PixelShardWriter.WriteAsync(
            spec.OpenOutput(), shard, manifest.Images, input.Image, ReadAsync(manifest, cancellation), cancellation);
        return PixelShardMark.Of(shard, summary);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async IAsyncEnumerable<PixelImage> ReadAsync(
        ShardManifest shard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var bytes = input.Image.Bytes;
        await foreach (var batch in BatchReader.ReadAsync(
            input, shard, Math.Clamp(BatchBytes / bytes, 1, Math.Max(1, shard.Images)), cancellation))
        {
            for (var i = 0; i < batch.Records.Count; i++)
            {
                yield return new PixelImage(batch.Records[i], batch.Pixels.Slice(i * bytes, bytes));
            }
        }
    }
}
