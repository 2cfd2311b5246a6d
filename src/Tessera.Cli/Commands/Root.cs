using System.CommandLine;
using Tessera.Cli.Help;

namespace Tessera.Cli.Commands;

/// <summary>The program: its commands, <c>--help</c> and <c>--version</c>.</summary>
static class Root
{
    public static Command Create(Surroundings surroundings)
    {
        // Not a RootCommand: that one is called as the file that runs is.
        var root = new TesseraCommand(
            "tessera",
            "Classifies images: from nothing to a trained network, predictions and a report.",
            "run",
            "run --network airbench94",
            "predict cat.png",
            "train --help")
        {
            RunCommand.Create(surroundings),
            IngestCommand.Create(surroundings),
            PreprocessCommand.Create(surroundings),
            TrainCommand.Create(surroundings),
            ClassifyCommand.Create(surroundings),
            EvaluateCommand.Create(surroundings),
            ReportCommand.Create(surroundings),
            PredictCommand.Create(surroundings),
            ModelCommand.Create(surroundings),
            BenchCommand.Create(surroundings),
            ClusterCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            WorkerCommand.Create(surroundings),
        };
        root.Add(new VersionOption { Description = "Shows the version", Action = new PrintVersion() });
        root.SetAction(result => root.Help.Invoke(result));
        return root;
    }
}
