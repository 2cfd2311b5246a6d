using Tessera.Pipeline;

namespace Tessera.Engines.Spark;

/// <summary>
/// Watches a statement that runs: hears of the marks, says how many tasks Spark has under way, and gives up when Spark
/// has none for long, as when the cluster never grants an executor.
/// </summary>
sealed class StageWatch(
    string stage, MarkWatch marks, SparkPage? page, TimeProvider time, IProgress<StageProgress> progress)
{
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(15);
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    static readonly TimeSpan s_complaint = TimeSpan.FromSeconds(20);

    long _lastLife = time.GetTimestamp();
    bool _hasComplained;

    /// <summary>
    /// Looks again and again until cancelled, resting much longer than a look takes, but not so long that a busy
    /// machine seems to do nothing.
    /// </summary>
    /// <exception cref="TesseraException">Nothing has happened for ten minutes.</exception>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        while (marks.Missing.Count > 0)
        {
            var start = time.GetTimestamp();
            var missing = marks.Missing.Count;
            await marks.LookAsync(cancellation);
            var tasks = page is null ? null : await page.CountAsync(cancellation);
            Notice(tasks, missing - marks.Missing.Count);
            var pause = s_pause + (10 * time.GetElapsedTime(start));
            await Task.Delay(pause < s_longestPause ? pause : s_longestPause, time, cancellation);
        }
    }

    void Notice(TaskCounts? tasks, int marked)
    {
        if (tasks is { } counts)
        {
            progress.Report(new StageProgress(stage, "", 0, 0, Note: counts.ToString()));
        }

        if (marked > 0 || tasks is { Running: > 0 })
        {
            _lastLife = time.GetTimestamp();
            return;
        }

        var silence = time.GetElapsedTime(_lastLife);
        if (silence > s_patience)
        {
            throw TesseraException.Environment(
                $"{stage}: no task has run for {s_patience.TotalMinutes:0} minutes: the cluster grants no executors; "
                + "ask for less with --executors, --executor-cores, --executor-memory or --worker-memory, or look at "
                + "its queue, and run the command again");
        }

        if (silence > s_complaint && !_hasComplained)
        {
            _hasComplained = true;
            progress.Report(new StageProgress(stage, "", 0, 0, Message: "waiting for executors: no task runs yet"));
        }
    }
}
