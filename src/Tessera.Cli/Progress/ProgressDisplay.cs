using Tessera.Cli.Output;

namespace Tessera.Cli.Progress;

/// <summary>Chooses how progress is shown.</summary>
static class ProgressDisplay
{
    public static IProgressDisplay Create(Surroundings surroundings, OutputStyle style) =>
        style == OutputStyle.Json ? new JsonProgress(surroundings.Output, surroundings.Time)
        : surroundings.ErrorIsTerminal ? new TerminalProgress(surroundings.Error, surroundings.Time)
        : new PlainProgress(surroundings.Error, surroundings.Time);
}
