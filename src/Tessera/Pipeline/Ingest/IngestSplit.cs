using Tessera.Datasets;
using Tessera.Datasets.Sources.Cifar;

namespace Tessera.Pipeline.Ingest;

/// <summary>
/// A split to be made: the first <paramref name="Images"/> records of some batch files, taken together.
/// </summary>
public sealed record IngestSplit(string Name, long Images, IReadOnlyList<CifarBatchFile> Files)
{
    /// <summary>The shards of the split: all full but the last.</summary>
    internal IEnumerable<ShardPlan> Shards(int shardImages)
    {
        for (long first = 0; first < Images; first += shardImages)
        {
            yield return new ShardPlan(
                PixelShard.Name(Name, (int)(first / shardImages)), Math.Min(shardImages, Images - first));
        }
    }
}
