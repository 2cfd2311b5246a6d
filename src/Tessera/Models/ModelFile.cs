namespace Tessera.Models;

/// <summary>A file of a model that is about to be written, wherever to.</summary>
/// <param name="Path">Relative to the model's folder, with <c>/</c>.</param>
/// <param name="Write">Writes the content; the same bytes each time, never seeking.</param>
public sealed record ModelFile(string Path, Action<Stream> Write);
