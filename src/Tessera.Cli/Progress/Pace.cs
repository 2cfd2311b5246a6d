namespace Tessera.Cli.Progress;

/// <summary>Rate and time left in words: a value type, as Spectre's state wants it.</summary>
readonly record struct Pace(string? Text);
