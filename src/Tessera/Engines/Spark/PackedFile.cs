namespace Tessera.Engines.Spark;

/// <summary>A file of the worker's archive: its name there and where it comes from.</summary>
sealed record PackedFile(string Name, string Source);
