using Tessera.Pipeline;

namespace Tessera.Cli.Progress;

/// <summary>
/// One step's rate and time left, and whether it is time to say so. What an earlier process did does not count.
/// </summary>
sealed class StepClock
{
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // A training may need minutes for ten percent: somebody who watches a log wants to see life.
    static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(30);

    readonly TimeProvider _time;
    readonly long _start;
    readonly long _doneBefore;
    long _lastShown;
    long _lastTenth = -1;

    public StepClock(StageProgress first, TimeProvider time)
    {
        _time = time;
        _start = _lastShown = time.GetTimestamp();
        _doneBefore = first.Done;
        Latest = first;
    }

    /// <summary>Units a second since this process began; 0 when that cannot be said yet.</summary>
    public double Rate
    {
        get
        {
            var seconds = _time.GetElapsedTime(_start).TotalSeconds;
            return seconds < 0.1 ? 0 : (Latest.Done - Math.Max(_doneBefore, Latest.Resumed)) / seconds;
        }
    }

    /// <summary>Time to the end at this rate; null when that cannot be said.</summary>
    public TimeSpan? Left => Rate > 0 && Latest.Total > Latest.Done
        ? TimeSpan.FromSeconds(Math.Min((Latest.Total - Latest.Done) / Rate, TimeSpan.FromDays(99).TotalSeconds))
        : null;

    /// <summary>How far the step is.</summary>
    public StageProgress Latest { get; private set; }

    /// <summary>What is said beside the count, or nothing.</summary>
    public string Note { get; set; } = "";

    public void Update(StageProgress progress) => Latest = progress;

    /// <summary>
    /// True at the start, at the end, and in between at most once a second when another tenth is done, or after a long
    /// silence.
    /// </summary>
    public bool TakeTurn()
    {
        var tenth = Latest.Total > 0 ? Latest.Done * 10 / Latest.Total : -1;
        var silence = _time.GetElapsedTime(_lastShown);
        var isEdge = _lastTenth < 0 || (tenth == 10 && _lastTenth < 10);
        if (!isEdge && (silence < s_pause || (tenth == _lastTenth && silence < s_longestSilence)))
        {
            return false;
        }

        _lastShown = _time.GetTimestamp();
        _lastTenth = Math.Max(0, tenth);
        return true;
    }
}
