namespace Tessera.Pipeline;

/// <summary>A shard that a stage is to process, and how many images it has.</summary>
public readonly record struct ShardPlan(string Name, long Images);
