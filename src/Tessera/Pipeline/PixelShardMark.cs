using Tessera.Datasets;

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
}
