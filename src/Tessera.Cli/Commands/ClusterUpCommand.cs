using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Cluster;
using Tessera.Cli.Help;

namespace Tessera.Cli.Commands;

static class ClusterUpCommand
{
    static readonly Option<string> s_dataNodes = Count(
        "--data-nodes", $"Data nodes of HDFS, from 1 to {DaemonCounts.MostDataNodes} [default: 1]");

    static readonly Option<string> s_nodeManagers = Count(
        "--node-managers", $"Node managers of YARN, from 0 (no YARN) to {DaemonCounts.MostNodeManagers} [default: 1]");

    static readonly Option<string> s_sparkWorkers = Count(
        "--spark-workers", $"Workers of a standalone Spark, from 0 to {DaemonCounts.MostSparkWorkers} [default: 0]");

    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "up",
            "Starts the cluster, or what is missing of it, and waits until it works. "
            + "Ports, data and numbers of daemons are kept from one time to the next.",
            "cluster up",
            "cluster up --data-nodes 2",
            "cluster up --node-managers 0 --spark-workers 2 --folder /tmp/cluster --json")
        {
            s_dataNodes,
            s_nodeManagers,
            s_sparkWorkers,
        };
        return ClusterCommand.Create(command, surroundings, UpAsync);
    }

    static async Task<int> UpAsync(ClusterFolder folder, CommandContext context, CancellationToken cancellation)
    {
        var counts = new DaemonCounts
        {
            DataNodes = Value(context, s_dataNodes),
            NodeManagers = Value(context, s_nodeManagers),
            SparkWorkers = Value(context, s_sparkWorkers),
        };
        var state = ClusterState.Empty;
        await ClusterCommand.ShowAsync(context, async tell =>
            state = await new ClusterStarter(folder, context.Surroundings.Time, tell).UpAsync(counts, cancellation));
        var daemons = await ClusterInspector.StatusAsync(folder, state, cancellation);
        context.Output.Write(
            ClusterReport.NextSteps(folder, state), json => ClusterReport.Write(json, folder, state, daemons));
        return ExitCode.Success;
    }

    static Option<string> Count(string name, string description) =>
        new(name) { Description = description, HelpName = "N" };

    static int? Value(CommandContext context, Option<string> option) =>
        context.Arguments.GetValue(option) is { } text ? new FlagValue(option.Name, text).Whole() : null;
}
