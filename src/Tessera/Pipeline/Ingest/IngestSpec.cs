using System.Text.Json.Serialization;

namespace Tessera.Pipeline.Ingest;

/// <summary>Makes a dataset of CIFAR-10's batch files.</summary>
public sealed record IngestSpec : StageSpec
{
    public const string StageName = "ingest";

    [JsonIgnore]
    public override string Stage => StageName;

    [JsonIgnore]
    public override string Identity => new Identity(StageName)
        .With("source", SourceChecksum)
        .With("limit", Limit)
        .With("shard", ShardImages)
        .ToString();

    /// <summary>Decided by the contents of the batch files, wherever they came from.</summary>
    public required string SourceChecksum { get; init; }

    /// <summary>At most so many images of each split. Null: all.</summary>
    public int? Limit { get; init; }

    public required int ShardImages { get; init; }

    /// <summary>The batch files of each split, on this machine. Empty until the source has been prepared.</summary>
    public IReadOnlyList<IngestSplit> Splits { get; init; } = [];

    internal override IEnumerable<string> Urls => [Output];

    internal override bool Accepts(ShardMark mark) => PixelShardMark.IsOne(mark);
}
