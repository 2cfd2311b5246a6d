using System.CommandLine;

namespace Tessera.Cli.Arguments;

/// <summary>A command line that cannot be understood, in one line that says what is allowed.</summary>
static class UsageErrors
{
    public static string Describe(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (result.UnmatchedTokens is not [var token, ..])
        {
            return $"{result.Errors[0].Message.TrimEnd('.')}; see `{PathOf(command)} --help`";
        }

        return token.StartsWith('-') ? UnknownOption(token, command)
            : command.Subcommands.Count > 0 ? $"unknown command '{token}'; allowed: {Names(command.Subcommands)}"
            : $"unexpected '{token}' after `{PathOf(command)}`; allowed: {Names(command.Options)}";
    }

    public static string UnknownOption(string token, Command command) =>
        $"unknown option '{token}' of `{PathOf(command)}`; allowed: {Names(command.Options)}";

    static string PathOf(Command command) =>
        string.Join(' ', [.. command.Parents.Select(parent => parent.Name), command.Name]);

    static string Names(IEnumerable<Symbol> symbols) => string.Join(", ", symbols.Select(symbol => symbol.Name));
}
