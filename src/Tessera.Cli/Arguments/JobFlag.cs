using System.CommandLine;
using Tessera.Pipeline;

namespace Tessera.Cli.Arguments;

/// <summary>
/// A flag that sets one member of <see cref="JobOptions"/>; the same object serves every command that has it.
/// </summary>
sealed class JobFlag(string name, string valueName, string description, Func<JobOptions, FlagValue, JobOptions> apply)
{
    public Option<string> Option { get; } = new(name) { Description = description, HelpName = valueName };

    /// <summary>The options, with this member as the command line says, if it says so.</summary>
    /// <exception cref="TesseraException">The value is not allowed.</exception>
    public JobOptions Apply(JobOptions options, ParseResult result) =>
        result.GetValue(Option) is { } text ? apply(options, new FlagValue(name, text)) : options;
}
