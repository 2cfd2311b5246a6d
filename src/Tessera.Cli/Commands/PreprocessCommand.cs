using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

static class PreprocessCommand
{
    public static Command Create(Surroundings surroundings) => JobCommand.Create(
        new TesseraCommand(
            "preprocess",
            "Brings all images to one size and measures their channels.",
            "preprocess",
            "preprocess --size 48x48 --resize bilinear"),
        JobFlags.Preprocess,
        surroundings,
        (job, cancellation) => job.PreprocessAsync(cancellation),
        (result, context) => context.Output.WriteDataset(result));
}
