using Tessera.Pipeline;

namespace Tessera.Cli.Progress;

/// <summary>A clock a step, started when the step is first heard of.</summary>
sealed class StepClocks(TimeProvider time)
{
    readonly Dictionary<string, StepClock> _clocks = [];

    public StepClock Update(StageProgress progress)
    {
        if (!_clocks.TryGetValue(progress.Step, out var clock))
        {
            _clocks[progress.Step] = clock = new(progress, time);
        }

        clock.Update(progress);
        return clock;
    }

    /// <summary>The clock of a step that has been heard of and now has something to say beside its count.</summary>
    public StepClock? Note(StageProgress progress)
    {
        if (progress.Note is { } note && _clocks.TryGetValue(progress.Step, out var clock))
        {
            clock.Note = note;
            return clock;
        }

        return null;
    }
}
