using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

static class IngestCommand
{
    public static Command Create(Surroundings surroundings) => JobCommand.Create(
        new TesseraCommand(
            "ingest",
            "Brings CIFAR-10 into the store, as shards that NumPy reads.",
            "ingest",
            "ingest --source cifar-10-python.tar.gz --limit 1000"),
        JobFlags.Ingest,
        surroundings,
        (job, cancellation) => job.IngestAsync(cancellation),
        (result, context) => context.Output.WriteDataset(result));
}
