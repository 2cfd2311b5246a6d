namespace Tessera.Cli;

/// <summary>What the program sees of the world around it; tests give it another.</summary>
sealed record Surroundings
{
    /// <summary>Results: of people on a terminal, of machines elsewhere.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Progress and failures.</summary>
    public required TextWriter Error { get; init; }

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Opens a page for people to see, if there is where to; default: never.</summary>
    public Action<string> OpenPage { get; init; } = _ => { };

    public static Surroundings Real => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        OpenPage = Browser.Open,
    };
}
