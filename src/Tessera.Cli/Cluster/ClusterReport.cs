using System.Globalization;
using System.Text.Json;
using Tessera.Cli.Arguments;

namespace Tessera.Cli.Cluster;

/// <summary>A cluster for people and for machines.</summary>
static class ClusterReport
{
    static readonly string[] s_heads = ["daemon", "process", "state", "web", "ports", "log"];

    /// <summary>Whether all that there should be runs.</summary>
    public static bool IsRunning(IReadOnlyList<DaemonStatus> daemons) =>
        daemons.Count > 0 && daemons.All(status => status.Condition == DaemonCondition.Running);

    /// <summary>What to do next with a cluster that runs.</summary>
    public static IEnumerable<(string Name, string Value)> NextSteps(ClusterFolder folder, ClusterState state)
    {
        yield return ("cluster", $"{state.Daemons.Count} daemons run in {folder}");
        yield return ("next", "in your shell, and one of the runs:");
        yield return ("", $"export HADOOP_CONF_DIR={folder.Configuration}");
        if (state.HasYarn)
        {
            yield return ("", Run(state, "yarn"));
        }

        if (state.SparkUrl is { } master)
        {
            yield return ("", Run(state, master));
        }
    }

    /// <summary>A line a daemon, in columns.</summary>
    public static IEnumerable<string> Table(ClusterFolder folder, IEnumerable<DaemonStatus> daemons)
    {
        string[][] rows = [s_heads, .. daemons.Select(status => Row(folder, status))];
        int[] widths = [.. Enumerable.Range(0, s_heads.Length).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
    }

    public static void Write(
        Utf8JsonWriter json, ClusterFolder folder, ClusterState state, IReadOnlyList<DaemonStatus> daemons)
    {
        json.WriteString("folder", folder.Path);
        json.WriteBoolean("running", IsRunning(daemons));
        if (state.Daemons.Count > 0)
        {
            json.WriteString("hadoopConfDir", folder.Configuration);
            json.WriteString("hdfs", state.HdfsUrl);
            json.WriteString("yarn", state.All(DaemonKinds.ResourceManager).FirstOrDefault()?.Web);
            json.WriteString("spark", state.SparkUrl);
        }

        json.WriteStartArray("daemons");
        foreach (var status in daemons)
        {
            Write(json, folder, status);
        }

        json.WriteEndArray();
    }

    static string Run(ClusterState state, string master) =>
        $"tessera run --engine spark --master {master} --store {state.HdfsUrl}/tessera";

    static string[] Row(ClusterFolder folder, DaemonStatus status) =>
    [
        status.Daemon.Name,
        status.Process?.ToString(CultureInfo.InvariantCulture) ?? "-",
        status.Ailment is { } ailment ? $"{StateOf(status)}: {ailment}" : StateOf(status),
        status.Daemon.Web,
        string.Join(' ', status.Daemon.Ports.Select(port => FormattableString.Invariant($"{port.Key}:{port.Value}"))),
        folder.LogOf(status.Daemon),
    ];

    static void Write(Utf8JsonWriter json, ClusterFolder folder, DaemonStatus status)
    {
        json.WriteStartObject();
        json.WriteString("name", status.Daemon.Name);
        json.WriteString("state", StateOf(status));
        if (status.Process is { } process)
        {
            json.WriteNumber("process", process);
        }

        if (status.Ailment is { } ailment)
        {
            json.WriteString("ailment", ailment);
        }

        json.WriteString("web", status.Daemon.Web);
        json.WriteStartObject("ports");
        foreach (var (name, port) in status.Daemon.Ports)
        {
            json.WriteNumber(name, port);
        }

        json.WriteEndObject();
        json.WriteString("log", folder.LogOf(status.Daemon));
        json.WriteEndObject();
    }

    static string StateOf(DaemonStatus status) => FlagValue.NameOf(status.Condition);
}
