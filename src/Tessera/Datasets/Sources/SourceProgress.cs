namespace Tessera.Datasets.Sources;

/// <summary>
/// How far a source is: what is being done, bytes done, and bytes in all where known. Without bytes it is a note, such
/// as a source that could not be reached.
/// </summary>
public readonly record struct SourceProgress(string Activity, long BytesDone, long? BytesTotal)
{
    public static SourceProgress Note(string text) => new(text, 0, null);
}
