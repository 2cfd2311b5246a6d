using Tessera.Datasets;
using Tessera.Results;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>
/// <c>stats/STAGE/SHARD.json</c>, written last: the shard's files are there and whole. What has no mark, or one with
/// another identity, does not exist.
/// </summary>
public sealed record ShardMark
{
    public string Identity { get; init; } = "";

    public required string Shard { get; init; }

    public required long Images { get; init; }

    public required long Errors { get; init; }

    public required WrittenFile[] Files { get; init; }

    /// <summary>The first image that could not be read, and why.</summary>
    public string? FirstError { get; init; }

    /// <summary>Ingest and preprocess: for the dataset's channel statistics.</summary>
    public ChannelSums? ChannelSums { get; init; }

    /// <summary>Classify: what the predictions add up to.</summary>
    public PredictionCounts? Predictions { get; init; }

    /// <summary>How long it took; not part of what is compared. Null for a whole step.</summary>
    public double? Seconds { get; init; }

    /// <summary>The machine that did it; null for a whole step.</summary>
    public string? Host { get; init; }
}
