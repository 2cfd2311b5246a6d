using System.CommandLine;
using Tessera.Cli.Cluster;
using Tessera.Cli.Help;
using Tessera.Cli.Output;
using Tessera.Cli.Progress;
using Tessera.Pipeline;

namespace Tessera.Cli.Commands;

/// <summary>Hadoop and Spark on this machine: a group of commands.</summary>
static class ClusterCommand
{
    static readonly Option<string> s_folder = new("--folder")
    {
        Description = "Where the cluster keeps state, data and logs; each folder holds a cluster of its own "
            + "[default: cluster in Tessera's cache folder]",
        HelpName = "FOLDER",
    };

    static readonly Option<bool> s_json = new("--json") { Description = "Prints one JSON object a line, for machines" };

    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "cluster",
            "Runs HDFS, YARN and Spark on this machine, on 127.0.0.1 only, to try things. "
            + "Needs HADOOP_HOME, Java 17, and for --spark-workers SPARK_HOME.",
            "cluster up",
            "cluster up --data-nodes 2 --spark-workers 2",
            "cluster status",
            "cluster down")
        {
            ClusterUpCommand.Create(surroundings),
            ClusterDownCommand.Create(surroundings),
            ClusterStatusCommand.Create(surroundings),
        };
        command.SetAction(result => command.Help.Invoke(result));
        return command;
    }

    /// <summary>Gives a command of the group what all have, and its work, which answers with an exit code.</summary>
    public static Command Create(
        TesseraCommand command,
        Surroundings surroundings,
        Func<ClusterFolder, CommandContext, CancellationToken, Task<int>> work)
    {
        command.Add(s_folder);
        command.Add(s_json);
        command.SetAction((result, cancellation) =>
        {
            var style = result.GetValue(s_json) ? OutputStyle.Json : OutputStyle.Text;
            var context = new CommandContext(result, new ResultWriter(surroundings.Output, style), surroundings);
            return work(ClusterFolder.Of(result.GetValue(s_folder) ?? ClusterFolder.Default), context, cancellation);
        });
        return command;
    }

    /// <summary>Does what takes time while its messages are shown.</summary>
    public static async Task ShowAsync(CommandContext context, Func<Action<string>, Task> work)
    {
        await using var display = ProgressDisplay.Create(context.Surroundings, context.Output.Style);
        await work(message => display.Report(new StageProgress("cluster", "", 0, 0, Message: message)));
    }
}
