using System.CommandLine;

namespace Tessera.Cli.Arguments;

/// <summary>A command line that cannot be understood, in one line that says what is allowed.</summary>
static class UsageErrors
{
    /// <summary>A longer list hides what is looked for.</summary>
    const int MostListed = 14;

    public static string Describe(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (result.UnmatchedTokens is not [var token, ..])
        {
            return $"{result.Errors[0].Message.TrimEnd('.')}; see `{PathOf(command)} --help`";
        }

        return token.StartsWith('-') ? UnknownOption(token, command)
            : command.Subcommands is [_, ..] others ? $"unknown command '{token}'; {Allowed(token, command, others)}"
            : $"unexpected '{token}' after `{PathOf(command)}`; {Allowed(token, command, command.Options)}";
    }

    public static string UnknownOption(string token, Command command) =>
        $"unknown option '{token}' of `{PathOf(command)}`; {Allowed(token, command, command.Options)}";

    static string PathOf(Command command) =>
        string.Join(' ', [.. command.Parents.Select(parent => parent.Name), command.Name]);

    static string Allowed(string token, Command command, IEnumerable<Symbol> symbols)
    {
        string[] names = [.. symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name)];
        return Spelling.Nearest(token, names) is { } near ? $"did you mean {near}?"
            : names.Length <= MostListed ? $"allowed: {string.Join(", ", names)}"
            : $"`{PathOf(command)} --help` lists the {names.Length} that it has";
    }
}
