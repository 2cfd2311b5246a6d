using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Output;
using Tessera.Pipeline;

namespace Tessera.Cli.Commands;

static class RunCommand
{
    static readonly Option<bool> s_noOpen = new("--no-open")
    {
        Description = "Does not open the report in the browser",
    };

    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "run",
            "Does it all: fetches CIFAR-10, trains a network, classifies the test images and shows the report. "
            + "What is done already is not done again.",
            "run",
            "run --network airbench94 --test-time-augmentation mirror-and-shift",
            "run --source cifar-10-binary.tar.gz --limit 10000 --epochs 1",
            "run --engine spark --master yarn --store hdfs://node/tessera",
            "run --job job.json --seed 2 --json")
        {
            s_noOpen,
        };
        return JobCommand.Create(
            command, JobFlags.Run, surroundings, (job, cancellation) => job.RunAsync(cancellation), Show);
    }

    /// <summary>Prints where the report is, and opens it when somebody watches.</summary>
    public static void Show(JobResult result, CommandContext context)
    {
        context.Output.WriteReport(result);
        var isWatched = context.Surroundings.OutputIsTerminal && context.Output.Style == OutputStyle.Text;
        if (isWatched && !context.Arguments.GetValue(s_noOpen))
        {
            context.Surroundings.OpenPage(result.Report);
        }
    }
}
