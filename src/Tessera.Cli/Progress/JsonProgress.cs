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
            if (value.Message is not null || _clocks.Update(value).TakeTurn())
            {
                output.WriteLine(JsonLine.Of("progress", json => Write(json, value)));
                output.Flush();
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static void Write(Utf8JsonWriter json, StageProgress progress)
    {
        json.WriteString("step", progress.Step);
        if (progress.Unit.Length > 0)
        {
            json.WriteString("unit", progress.Unit);
            json.WriteNumber("done", progress.Done);
            json.WriteNumber("total", progress.Total);
            json.WriteNumber("resumed", progress.Resumed);
        }

        if (progress.Message is not null)
        {
            json.WriteString("message", progress.Message);
        }
    }
}
