using System.CommandLine;
using Tessera.Engines.Spark;

namespace Tessera.Cli.Commands;

/// <summary>What Spark starts on its executors; nothing for people, so help does not name it.</summary>
static class WorkerCommand
{
    static readonly Argument<string> s_stage = new("STAGE") { Description = "The stage, as the driver encoded it" };

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("worker", "Processes the shards that Spark names on standard input.")
        {
            Hidden = true,
            Arguments = { s_stage },
        };
        command.SetAction(async (result, cancellation) =>
        {
            await Worker.RunAsync(
                result.GetRequiredValue(s_stage), Console.In, surroundings.Output, surroundings.Time, cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
