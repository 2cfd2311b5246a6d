using System.Globalization;
using Tessera.Pipeline;

namespace Tessera.Cli.Progress;

/// <summary>Progress in words.</summary>
static class ProgressText
{
    const int StepWidth = 10;

    /// <summary>One line: <c>train       40 %  20,000 of 50,000 images, 1,234 images/s, 0:24 left</c>.</summary>
    public static string Line(StageProgress progress, StepClock clock)
    {
        var share = progress.Total > 0 ? $"{progress.Done * 100 / progress.Total,3} %  " : "";
        var total = progress.Total > 0 ? $" of {Amount(progress.Total, progress.Unit)}" : "";
        var found = progress.Resumed > 0 && progress.Resumed == progress.Done ? ", done before" : "";
        var done = $"{Amount(progress.Done, progress.Unit)}{total} {UnitName(progress.Unit)}{found}";
        string[] parts = [done, Rate(clock), Left(clock), clock.Note];
        return $"{Step(progress.Step)}{share}{string.Join(", ", parts.Where(part => part.Length > 0))}";
    }

    public static string Message(StageProgress progress) => $"{Step(progress.Step)}{progress.Message}";

    /// <summary><c>1,234 images/s</c>, or nothing.</summary>
    public static string Rate(StepClock clock) =>
        clock.Rate > 0 ? $"{Amount(clock.Rate, clock.Latest.Unit)} {UnitName(clock.Latest.Unit)}/s" : "";

    /// <summary><c>0:24 left</c>, or nothing.</summary>
    public static string Left(StepClock clock) => clock.Left is not { } left ? ""
        : left.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{left:m\\:ss} left")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left:mm\\:ss} left");

    static string Step(string step) => step.PadRight(StepWidth) + " ";

    static string Amount(double value, string unit) => unit == "bytes"
        ? (value / 1e6).ToString("F1", CultureInfo.InvariantCulture)
        : value.ToString(value < 10 && value != Math.Floor(value) ? "F1" : "N0", CultureInfo.InvariantCulture);

    static string UnitName(string unit) => unit == "bytes" ? "MB" : unit;
}
