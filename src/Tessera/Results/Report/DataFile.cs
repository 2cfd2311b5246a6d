namespace Tessera.Results.Report;

/// <summary>A file or folder of the run that the report links to, relative to the report.</summary>
public sealed record DataFile(string Path, string Meaning);
