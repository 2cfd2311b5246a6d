using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

static class ClassifyCommand
{
    public static Command Create(Surroundings surroundings) => JobCommand.Create(
        new TesseraCommand(
            "classify",
            "Classifies every image of a split, one JSON line each.",
            "classify",
            "classify --model my-model --split train --top 3"),
        JobFlags.Run,
        surroundings,
        (job, cancellation) => job.ClassifyAsync(cancellation),
        (result, context) => context.Output.WriteFolder("run", result));
}
