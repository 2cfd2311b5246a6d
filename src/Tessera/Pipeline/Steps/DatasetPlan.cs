using Tessera.Datasets;

namespace Tessera.Pipeline.Steps;

/// <summary>
/// The dataset that a stage is to make: its shards, each with the split that it belongs to, in order.
/// </summary>
sealed record DatasetPlan(
    StageSpec Spec,
    string Name,
    string[] Classes,
    ImageShape Image,
    IReadOnlyList<(string Split, ShardPlan Shard)> Shards);
