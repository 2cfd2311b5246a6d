namespace Tessera.Pipeline;

/// <summary>What a stage does to one shard. Opened where the tasks run; shards are processed side by side.</summary>
public interface IStage : IAsyncDisposable
{
    /// <summary>Makes and commits the files of a shard. The caller then writes the mark that is returned.</summary>
    Task<ShardMark> ProcessAsync(string shard, CancellationToken cancellation);
}
