using System.CommandLine;
using Tessera.Cli.Cluster;
using Tessera.Cli.Help;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

static class ClusterStatusCommand
{
    public static Command Create(Surroundings surroundings) => ClusterCommand.Create(
        new TesseraCommand(
            "status",
            "Says what runs of the cluster, where, and where its logs are. Exit code 3 unless all of it does.",
            "cluster status",
            "cluster status --json"),
        surroundings,
        ShowAsync);

    static async Task<int> ShowAsync(ClusterFolder folder, CommandContext context, CancellationToken cancellation)
    {
        var state = ClusterState.Read(folder) ?? ClusterState.Empty;
        var daemons = await ClusterInspector.StatusAsync(folder, state, cancellation);
        if (context.Output.Style == OutputStyle.Text && daemons.Count > 0)
        {
            foreach (var line in ClusterReport.Table(folder, daemons))
            {
                context.Surroundings.Output.WriteLine(line);
            }
        }
        else
        {
            context.Output.Write(
                [("cluster", $"there is none in {folder}; `tessera cluster up` starts one")],
                json => ClusterReport.Write(json, folder, state, daemons));
        }

        return ClusterReport.IsRunning(daemons) ? ExitCode.Success : ExitCode.Environment;
    }
}
