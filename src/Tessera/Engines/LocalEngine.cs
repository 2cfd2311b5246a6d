using Tessera.Pipeline;

namespace Tessera.Engines;

/// <summary>A bounded pool in this process: as many shards side by side as there are threads.</summary>
public sealed class LocalEngine(int threads, TimeProvider time) : IEngine
{
    /// <inheritdoc/>
    public Task RequireAvailableAsync(CancellationToken cancellation) => Task.CompletedTask;

    public async Task MapAsync(
        StageSpec spec, IReadOnlyCollection<string> shards, Action<ShardMark> committed, CancellationToken cancellation)
    {
        await using var stage = await StageTable.OpenAsync(spec, new HashSet<string>(shards), threads, cancellation);
        var runner = new ShardRunner(spec, stage, time);
        var pool = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        await Parallel.ForEachAsync(
            shards, pool, async (shard, stop) => committed(await runner.RunAsync(shard, stop)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
