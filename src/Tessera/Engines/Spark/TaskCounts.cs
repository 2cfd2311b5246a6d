using System.Globalization;

namespace Tessera.Engines.Spark;

/// <summary>The tasks of the stages that Spark has under way.</summary>
readonly record struct TaskCounts(int Done, int Running, int Failed, int Total)
{
    public static TaskCounts operator +(TaskCounts one, TaskCounts other) => new(
        one.Done + other.Done, one.Running + other.Running, one.Failed + other.Failed, one.Total + other.Total);

    public override string ToString()
    {
        var failed = Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Failed} failed") : "";
        return string.Create(CultureInfo.InvariantCulture, $"tasks {Done}/{Total}, {Running} running{failed}");
    }
}
