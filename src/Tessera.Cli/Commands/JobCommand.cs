using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Output;
using Tessera.Cli.Progress;
using Tessera.Pipeline;

namespace Tessera.Cli.Commands;

/// <summary>What the commands that work on a job share: flags, job file, progress, output.</summary>
static class JobCommand
{
    static readonly Option<string> s_job = new("--job")
    {
        Description = "Reads options from a JSON file; flags override them",
        HelpName = "FILE",
    };

    static readonly Option<bool> s_json = new("--json") { Description = "Prints one JSON object a line, for machines" };

    /// <summary>Gives the command its flags and its work: a step of a job, then to show what came of it.</summary>
    public static Command Create<T>(
        TesseraCommand command,
        IReadOnlyList<JobFlag> flags,
        Surroundings surroundings,
        Func<Job, CancellationToken, Task<T>> step,
        Action<T, CommandContext> show) =>
        Create(command, flags, surroundings, async (options, context, cancellation) =>
            show(await RunAsync(options, step, context, cancellation), context));

    /// <summary>Gives the command its flags and its work on the options that its command line says.</summary>
    public static Command Create(
        TesseraCommand command,
        IReadOnlyList<JobFlag> flags,
        Surroundings surroundings,
        Func<JobOptions, CommandContext, CancellationToken, Task> work)
    {
        foreach (var flag in flags)
        {
            command.Add(flag.Option);
        }

        command.Add(s_job);
        command.Add(s_json);
        command.SetAction(async (result, cancellation) =>
        {
            var style = result.GetValue(s_json) ? OutputStyle.Json : OutputStyle.Text;
            var context = new CommandContext(result, new ResultWriter(surroundings.Output, style), surroundings);
            await work(Resolve(result, flags), context, cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Defaults, overridden by the job file, overridden by flags.</summary>
    public static JobOptions Resolve(ParseResult result, IReadOnlyList<JobFlag> flags)
    {
        var start = result.GetValue(s_job) is { } file ? JobFile.Read(file) : new JobOptions();
        return flags.Aggregate(start, (options, flag) => flag.Apply(options, result));
    }

    // The display has left the terminal before results are shown on it.
    static async Task<T> RunAsync<T>(
        JobOptions options,
        Func<Job, CancellationToken, Task<T>> step,
        CommandContext context,
        CancellationToken cancellation)
    {
        await using var display = ProgressDisplay.Create(context.Surroundings, context.Output.Style);
        await using var job = new Job(options, context.Surroundings.Time, display);
        return await step(job, cancellation);
    }
}
