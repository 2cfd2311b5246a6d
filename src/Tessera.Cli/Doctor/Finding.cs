namespace Tessera.Cli.Doctor;

/// <summary>One thing that was looked at: what was found and, when it could be better, what to do.</summary>
sealed record Finding(string Name, FindingState State, string Value, string? Advice = null);
