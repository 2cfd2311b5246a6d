using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

static class ReportCommand
{
    public static Command Create(Surroundings surroundings) => JobCommand.Create(
        new TesseraCommand(
            "report",
            "Writes the report of a run: one HTML file.",
            "report",
            "report --run tessera-store/runs/0123456789ab"),
        JobFlags.Run,
        surroundings,
        (job, cancellation) => job.RunAsync(cancellation),
        (result, context) => context.Output.WriteReport(result));
}
