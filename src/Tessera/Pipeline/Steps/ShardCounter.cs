namespace Tessera.Pipeline.Steps;

/// <summary>Tells how many shards a step has read; nothing where they are so few that it takes no time.</summary>
sealed class ShardCounter(JobContext job, string step, int total)
{
    const int Interval = 500;

    int _done;

    public void Next()
    {
        if (++_done % Interval == 0)
        {
            job.Progress.Report(new StageProgress(step, "shards", _done, total));
        }
    }
}
