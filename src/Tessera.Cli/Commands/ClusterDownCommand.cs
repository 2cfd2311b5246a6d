using System.CommandLine;
using Tessera.Cli.Cluster;
using Tessera.Cli.Help;

namespace Tessera.Cli.Commands;

static class ClusterDownCommand
{
    static readonly Option<bool> s_deleteData = new("--delete-data")
    {
        Description = "Deletes all that the cluster holds: files, logs, configuration",
    };

    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "down",
            "Ends the cluster's processes, and no others. Data is kept.",
            "cluster down",
            "cluster down --delete-data")
        {
            s_deleteData,
        };
        return ClusterCommand.Create(command, surroundings, DownAsync);
    }

    static async Task<int> DownAsync(ClusterFolder folder, CommandContext context, CancellationToken cancellation)
    {
        var data = context.Arguments.GetValue(s_deleteData) ? DataFate.Deleted : DataFate.Kept;
        await ClusterCommand.ShowAsync(context, tell =>
            new ClusterStopper(folder, context.Surroundings.Time, tell).DownAsync(data, cancellation));
        context.Output.Write(
            [("cluster", $"nothing runs in {folder}")],
            json =>
            {
                json.WriteString("folder", folder.Path);
                json.WriteBoolean("running", false);
            });
        return ExitCode.Success;
    }
}
