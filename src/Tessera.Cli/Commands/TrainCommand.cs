using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

static class TrainCommand
{
    public static Command Create(Surroundings surroundings) => JobCommand.Create(
        new TesseraCommand(
            "train",
            "Trains a network and saves it as a TensorFlow SavedModel.",
            "train",
            "train --network small-cnn --epochs 5 --seed 7"),
        JobFlags.Train,
        surroundings,
        (job, cancellation) => job.TrainAsync(cancellation),
        (result, context) => context.Output.WriteFolder("model", result));
}
