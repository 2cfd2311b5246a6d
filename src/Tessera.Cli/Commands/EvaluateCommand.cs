using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

static class EvaluateCommand
{
    public static Command Create(Surroundings surroundings) => JobCommand.Create(
        new TesseraCommand(
            "evaluate",
            "Counts right and wrong answers: metrics.json and confusion.csv.",
            "evaluate",
            "evaluate --run tessera-store/runs/0123456789ab --json"),
        JobFlags.Run,
        surroundings,
        (job, cancellation) => job.EvaluateAsync(cancellation),
        (result, context) => context.Output.WriteMetrics(result));
}
