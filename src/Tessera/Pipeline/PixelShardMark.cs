using Tessera.Datasets;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>The marks of stages that write pixel shards.</summary>
static class PixelShardMark
{
    public static ShardMark Of(string shard, PixelShardSummary summary) => new()
    {
        Shard = shard,
        Images = summary.Images,
        Errors = summary.Errors,
        FirstError = summary.FirstError,
        Files = summary.Files,
        ChannelSums = summary.Sums,
    };

    /// <summary>Whether a mark holds that.</summary>
    public static bool IsOne(ShardMark mark) =>
        mark.Files is [var pixels, var sidecar] && Digest.IsOne(pixels.Sha256) && Digest.IsOne(sidecar.Sha256)
        && mark.ChannelSums is { Pixels: >= 0 } sums && sums.Sums.Length == sums.Squares.Length;
}
