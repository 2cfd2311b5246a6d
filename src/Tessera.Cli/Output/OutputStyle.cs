namespace Tessera.Cli.Output;

/// <summary>Who reads standard output.</summary>
enum OutputStyle
{
    /// <summary>People.</summary>
    Text,

    /// <summary>Machines: one JSON object a line, nothing else.</summary>
    Json,
}
