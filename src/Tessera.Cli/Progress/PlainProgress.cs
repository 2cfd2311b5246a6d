using Tessera.Pipeline;

namespace Tessera.Cli.Progress;

/// <summary>Lines on standard error that is no terminal: few enough for a log.</summary>
sealed class PlainProgress(TextWriter error, TimeProvider time) : IProgressDisplay
{
    readonly Lock _gate = new();
    readonly StepClocks _clocks = new(time);

    public void Report(StageProgress value)
    {
        lock (_gate)
        {
            if (value.Message is not null)
            {
                error.WriteLine(ProgressText.Message(value));
            }

            _clocks.Note(value);
            if (value.Unit.Length > 0 && _clocks.Update(value) is var clock && clock.TakeTurn())
            {
                error.WriteLine(ProgressText.Line(value, clock));
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
