using System.CommandLine;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

/// <summary>What a command knows beside its options.</summary>
sealed record CommandContext(ParseResult Arguments, ResultWriter Output, Surroundings Surroundings);
