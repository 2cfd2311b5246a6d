namespace Tessera.Datasets;

/// <summary>One line of a shard's sidecar: what is known of the image in the row of the same number.</summary>
/// <param name="Key">Names the image within the dataset.</param>
/// <param name="Label">Index into the dataset's classes, or null when unknown.</param>
/// <param name="Status">Whether the row holds the image, or zeros because it could not be read.</param>
/// <param name="Error">Why it could not be read.</param>
/// <param name="Offset">Where its bytes begin in the archive that it came from.</param>
/// <param name="Length">How many bytes it has there.</param>
public sealed record ImageRecord(
    string Key, int? Label, ImageStatus Status, string? Error = null, long? Offset = null, long? Length = null);
