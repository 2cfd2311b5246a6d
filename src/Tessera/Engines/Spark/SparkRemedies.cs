using System.Globalization;
using System.Text.RegularExpressions;

namespace Tessera.Engines.Spark;

/// <summary>What Spark and YARN say often, in words of ours, with what to do about it.</summary>
static partial class SparkRemedies
{
    const int Mebibyte = 1 << 20;

    static readonly (Regex Sign, Func<Match, string> Words)[] s_table =
    [
        (UnknownQueue(), said => $"YARN has no queue '{said.Groups[1]}'; give --queue one of the cluster's queues"),
        (
            ExecutorTooLarge(),
            said => $"an executor of {said.Groups[1]} MB and {said.Groups[2]} MB for its workers is more than a "
                + $"container of this cluster has, {said.Groups[3]} MB; ask for less with --executor-memory or "
                + "--worker-memory"),
        (
            MasterTooLarge(),
            said => $"{said.Groups[1]} MB for the application master are more than a container of this cluster has, "
                + $"{said.Groups[2]} MB; ask for less with --conf spark.yarn.am.memory=512m"),
        (
            ExecutorTooSmall(),
            said => $"--executor-memory is {Mebibytes(said.Groups[1])}: Spark needs at least "
                + Mebibytes(said.Groups[2])),
        (MemoryLimits(), said => $"{said.Value}; give more with --worker-memory"),
        (DiskFull(), said => $"{said.Value}; free some space, then run the same command again"),
    ];

    /// <summary>The reason itself where it is none of those.</summary>
    public static string Explain(string reason)
    {
        foreach (var (sign, words) in s_table)
        {
            if (sign.Match(reason) is { Success: true } said)
            {
                return words(said);
            }
        }

        return reason;
    }

    static string Mebibytes(Group bytes)
    {
        var megabytes = double.Parse(bytes.ValueSpan, CultureInfo.InvariantCulture) / Mebibyte;
        return string.Create(CultureInfo.InvariantCulture, $"{megabytes:0.#} MB");
    }

    [GeneratedRegex(@"to unknown queue: (\S+)")]
    private static partial Regex UnknownQueue();

    [GeneratedRegex(@"executor memory \((\d+) MB\).*overhead \((\d+) MB\).*above the max threshold \((\d+) MB\)")]
    private static partial Regex ExecutorTooLarge();

    [GeneratedRegex(@"AM memory \(([\d+]+) MB\).*above the max threshold \((\d+) MB\)")]
    private static partial Regex MasterTooLarge();

    [GeneratedRegex(@"Executor memory (\d+) must be at least (\d+)")]
    private static partial Regex ExecutorTooSmall();

    [GeneratedRegex(@"^.*memory limits.*$")]
    private static partial Regex MemoryLimits();

    [GeneratedRegex(@"^.*No space left on device.*$")]
    private static partial Regex DiskFull();
}
