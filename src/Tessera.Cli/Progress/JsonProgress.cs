using System.Text.Json;
using Tessera.Cli.Output;
using Tessera.Pipeline;

namespace Tessera.Cli.Progress;

/// <summary>Events on standard output, as often as the plain lines come.</summary>
sealed class JsonProgress(TextWriter output, TimeProvider time) : IProgressDisplay
{
    readonly Lock _gate = new();
    readonly StepClocks _clocks = new(time);

    public void Report(StageProgress value)
    {
        lock (_gate)
        {
            _clocks.Note(value);
            if (value.Message is not null)
            {
                Write(json => json.WriteString("message", value.Message), value);
            }

            if (value.Unit.Length > 0 && _clocks.Update(value) is var clock && clock.TakeTurn())
            {
                Write(json => WriteCount(json, value, clock), value);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void Write(Action<Utf8JsonWriter> members, StageProgress progress)
    {
        output.WriteLine(JsonLine.Of("progress", json =>
        {
            json.WriteString("step", progress.Step);
            members(json);
        }));
        output.Flush();
    }

    static void WriteCount(Utf8JsonWriter json, StageProgress progress, StepClock clock)
    {
        json.WriteString("unit", progress.Unit);
        json.WriteNumber("done", progress.Done);
        json.WriteNumber("total", progress.Total);
        json.WriteNumber("resumed", progress.Resumed);
        if (clock.Note.Length > 0)
        {
            json.WriteString("note", clock.Note);
        }
    }
}
