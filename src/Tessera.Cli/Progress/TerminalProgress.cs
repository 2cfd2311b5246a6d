using Spectre.Console;
using Tessera.Pipeline;

namespace Tessera.Cli.Progress;

/// <summary>
/// A bar a step, with rate and time left, that stays on the terminal. Nothing is shown of a job that has nothing to do.
/// </summary>
sealed class TerminalProgress : IProgressDisplay
{
    readonly Lock _gate = new();
    readonly TaskCompletionSource _end = new();
    readonly Dictionary<string, ProgressTask> _bars = [];
    readonly StepClocks _clocks;
    readonly IAnsiConsole _console;
    ProgressContext? _context;
    Task _show = Task.CompletedTask;

    public TerminalProgress(TextWriter error, TimeProvider time)
    {
        _clocks = new(time);
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
    }

    public void Report(StageProgress value)
    {
        lock (_gate)
        {
            if (value.Unit.Length > 0)
            {
                Update(value);
            }

            if (_clocks.Note(value) is { } clock)
            {
                ShowPace(_bars[value.Step], clock);
            }

            if (value.Message is not null)
            {
                _console.WriteLine(ProgressText.Message(value));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _end.SetResult();
        await _show;
    }

    void Update(StageProgress progress)
    {
        var clock = _clocks.Update(progress);
        if (!_bars.TryGetValue(progress.Step, out var bar))
        {
            bar = (_context ??= Start()).AddTask(Markup.Escape(progress.Step));
            _bars.Add(progress.Step, bar);
        }

        bar.IsIndeterminate = progress.Total == 0;
        bar.MaxValue = Math.Max(1, progress.Total);
        bar.Value = progress.Done;
        ShowPace(bar, clock);
    }

    static void ShowPace(ProgressTask bar, StepClock clock)
    {
        var pace = new Pace($"{ProgressText.Rate(clock)}  {ProgressText.Left(clock)}  {clock.Note}".TrimEnd());
        bar.State.Update<Pace>(PaceColumn.Key, _ => pace);
    }

    // The display runs until it is disposed of; its context comes out at once.
    ProgressContext Start()
    {
        ProgressContext? context = null;
        _show = _console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new PaceColumn())
            .StartAsync(started =>
            {
                context = started;
                return _end.Task;
            });
        return context ?? throw new InvalidOperationException("the progress display did not start");
    }
}
