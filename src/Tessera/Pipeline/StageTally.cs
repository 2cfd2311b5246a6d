using System.Collections;

namespace Tessera.Pipeline;

/// <summary>
/// Counts the marks of a stage while it runs, each shard once, reports progress and stops it when too many images fail.
/// </summary>
sealed class StageTally(
    string stage,
    IReadOnlyList<ShardPlan> shards,
    ErrorPolicy policy,
    IProgress<StageProgress> progress,
    Action<int, ShardMark> counted)
{
    readonly Dictionary<string, int> _places = PlacesOf(shards);

    readonly BitArray _done = new(shards.Count);
    readonly long _total = shards.Sum(shard => shard.Images);
    readonly Lock _lock = new();
    long _images;
    long _errors;
    long _resumed;

    /// <summary>The shards without a mark, in order.</summary>
    public IReadOnlyCollection<string> Pending
    {
        get
        {
            var pending = new List<string>(shards.Count);
            pending.AddRange(shards.Select(shard => shard.Name).Where((_, place) => !_done[place]));
            return pending;
        }
    }

    /// <summary>Whether this is the name of one of the stage's shards.</summary>
    public bool Knows(string shard) => _places.ContainsKey(shard);

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
            Count(_places[mark.Shard], mark);
            policy.Require(stage, _errors, _total, mark.FirstError);
            progress.Report(new StageProgress(stage, "images", _images, _total, _resumed));
        }
    }

    public StageTiming Timing(TimeSpan elapsed) =>
        new(stage, _images, _errors, _images - _resumed, elapsed.TotalSeconds, Environment.MachineName);

    /// <summary>Every shard must have been counted.</summary>
    public void RequireComplete()
    {
        for (var place = 0; place < shards.Count; place++)
        {
            if (!_done[place])
            {
                throw new InvalidOperationException($"{stage}: shard {shards[place].Name} was not counted");
            }
        }
    }

    static Dictionary<string, int> PlacesOf(IReadOnlyList<ShardPlan> shards)
    {
        var places = new Dictionary<string, int>(shards.Count);
        for (var place = 0; place < shards.Count; place++)
        {
            places.Add(shards[place].Name, place);
        }

        return places;
    }

    void Count(int place, ShardMark mark)
    {
        if (_done[place])
        {
            return;
        }

        if (mark.Images != shards[place].Images)
        {
            throw new InvalidOperationException(
                $"{stage}: shard {mark.Shard} has {mark.Images} images instead of {shards[place].Images}");
        }

        _done[place] = true;
        _images += mark.Images;
        _errors += mark.Errors;
        counted(place, mark);
    }
}
