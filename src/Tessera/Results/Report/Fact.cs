namespace Tessera.Results.Report;

/// <summary>A name and its value, as people read them: an option, a version.</summary>
public sealed record Fact(string Name, string Value);
