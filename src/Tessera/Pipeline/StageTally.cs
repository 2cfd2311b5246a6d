namespace Tessera.Pipeline;

/// <summary>
/// Adds up the marks of a stage while it runs, reports progress and stops it when too many images fail.
/// </summary>
sealed class StageTally(
    string stage, IReadOnlyList<ShardPlan> shards, ErrorPolicy policy, IProgress<StageProgress> progress)
{
    readonly Dictionary<string, ShardMark> _marks = new(shards.Count);
    readonly long _total = shards.Sum(shard => shard.Images);
    readonly Lock _lock = new();
    long _images;
    long _errors;
    long _resumed;

    /// <summary>The shards without a mark, in order.</summary>
    public IReadOnlyCollection<string> Pending =>
        [.. shards.Select(shard => shard.Name).Where(name => !_marks.ContainsKey(name))];

    /// <summary>Counts a shard that an earlier process did.</summary>
    public void Resume(ShardMark mark)
    {
        _resumed += mark.Images;
        Commit(mark);
    }

    /// <summary>Counts a shard; safe to call from several threads.</summary>
    public void Commit(ShardMark mark)
    {
        lock (_lock)
        {
            if (_marks.TryAdd(mark.Shard, mark))
            {
                _images += mark.Images;
                _errors += mark.Errors;
            }

            policy.Require(stage, _errors, _total, mark.FirstError);
            progress.Report(new StageProgress(stage, "images", _images, _total, _resumed));
        }
    }

    public StageTiming Timing(TimeSpan elapsed) =>
        new(stage, _images, _errors, _images - _resumed, elapsed.TotalSeconds, Environment.MachineName);

    /// <summary>The marks in the order of the shards; every image of every shard is counted exactly once.</summary>
    public IReadOnlyList<ShardMark> Complete()
    {
        foreach (var shard in shards)
        {
            if (!_marks.TryGetValue(shard.Name, out var mark) || mark.Images != shard.Images)
            {
                throw new InvalidOperationException(
                    $"{stage}: shard {shard.Name} has {mark?.Images ?? 0} images instead of {shard.Images}");
            }
        }

        return [.. shards.Select(shard => _marks[shard.Name])];
    }
}
