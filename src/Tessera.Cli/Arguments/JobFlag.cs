using System.CommandLine;
using Tessera.Pipeline;

namespace Tessera.Cli.Arguments;

/// <summary>
/// A flag that sets one member of <see cref="JobOptions"/>; the same object serves every command that has it.
/// </summary>
sealed class JobFlag
{
    readonly Func<ParseResult, IEnumerable<string>> _values;
    readonly Func<JobOptions, FlagValue, JobOptions> _apply;

    /// <summary>A flag that is given at most once.</summary>
    public JobFlag(
        string name, string valueName, string description, Func<JobOptions, FlagValue, JobOptions> apply)
    {
        var option = new Option<string>(name) { Description = description, HelpName = valueName };
        _values = result => result.GetValue(option) is { } text ? [text] : [];
        (Option, _apply) = (option, apply);
    }

    JobFlag(Option<string[]> option, Func<JobOptions, FlagValue, JobOptions> apply)
    {
        _values = result => result.GetValue(option) ?? [];
        (Option, _apply) = (option, apply);
    }

    public Option Option { get; }

    /// <summary>A flag that may be given several times, one value each.</summary>
    public static JobFlag Repeated(
        string name, string valueName, string description, Func<JobOptions, FlagValue, JobOptions> apply) =>
        new(new Option<string[]>(name) { Description = description, HelpName = valueName }, apply);

    /// <summary>The options, with this member as the command line says, if it says so.</summary>
    /// <exception cref="TesseraException">The value is not allowed.</exception>
    public JobOptions Apply(JobOptions options, ParseResult result) => _values(result).Aggregate(
        options, (changed, text) => _apply(changed, new FlagValue(Option.Name, text)));
}
