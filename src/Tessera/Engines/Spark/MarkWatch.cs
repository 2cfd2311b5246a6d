using Tessera.Pipeline;

namespace Tessera.Engines.Spark;

/// <summary>
/// Follows the marks that the workers leave in storage: the truth about a stage, wherever it runs.
/// </summary>
sealed class MarkWatch(StageSpec spec, IReadOnlyCollection<string> shards, Action<ShardMark> committed, TimeProvider time)
{
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    readonly MarkStore _marks = new(spec.OpenOutput(), spec.Stage, spec.Identity);
    readonly HashSet<string> _missing = [.. shards];

    /// <summary>The shards that have no mark yet.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Looks again and again until cancelled, resting much longer than a look takes.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        while (_missing.Count > 0)
        {
            var start = time.GetTimestamp();
            await LookAsync(cancellation);
            await Task.Delay(s_pause + (10 * time.GetElapsedTime(start)), time, cancellation);
        }
    }

    /// <summary>Hears of every shard that was marked since the last look.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        await foreach (var shard in _marks.ListAsync(cancellation))
        {
            if (_missing.Contains(shard) && await _marks.ReadAsync(shard, cancellation) is { } mark)
            {
                _missing.Remove(shard);
                committed(mark);
            }
        }
    }
}
