using Tessera.Pipeline;

namespace Tessera.Engines;

/// <summary>
/// Maps a stage over shards. It knows nothing of images; the truth is in the marks that the tasks leave.
/// </summary>
public interface IEngine : IAsyncDisposable
{
    /// <summary>
    /// Says at once what the engine lacks, here or on its cluster, rather than after minutes, when a stage needs it.
    /// </summary>
    /// <exception cref="TesseraException">It cannot be started.</exception>
    Task RequireAvailableAsync(CancellationToken cancellation);

    /// <summary>
    /// Processes every shard. <paramref name="committed"/> hears of each shard once it is marked, from any thread; when
    /// it throws, the stage stops. When this throws, the shards that are marked stay done.
    /// </summary>
    Task MapAsync(
        StageSpec spec,
        IReadOnlyCollection<string> shards,
        Action<ShardMark> committed,
        CancellationToken cancellation);
}
