namespace Tessera.Pipeline;

/// <summary>A shard that a stage is to process, and how many images it has.</summary>
public sealed record ShardPlan(string Name, long Images);
