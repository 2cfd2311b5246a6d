using Tessera.Pipeline;

namespace Tessera.Engines.Spark;

/// <summary>
/// Follows the marks that the workers leave in storage: the truth about a stage, wherever it runs.
/// </summary>
sealed class MarkWatch(StageSpec spec, IEnumerable<string> shards, Action<ShardMark> committed)
{
    readonly MarkStore _marks = new(spec.OpenOutput(), spec.Stage, spec.Identity);
    readonly HashSet<string> _missing = [.. shards];

    /// <summary>The shards that have no mark yet.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Hears of every shard that was marked since the last look.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var listed = await _marks.ListAsync(cancellation)
            .Where(_missing.Contains)
            .ToListAsync(cancellation);
        await foreach (var mark in ReadAhead.SelectAsync(
            listed, shard => _marks.ReadAsync(shard, cancellation), cancellation))
        {
            if (mark is not null && _missing.Remove(mark.Shard))
            {
                committed(mark);
            }
        }
    }
}
