namespace Tessera.Datasets.Sources;

/// <summary>
/// How far a source is: what is being done, in one word, bytes done, and bytes in all where known. What is done to
/// several files counts them together, so that no word ever goes back. Or a note, such as a source that could not be
/// reached.
/// </summary>
public readonly record struct SourceProgress(string Activity, long BytesDone, long? BytesTotal)
{
    /// <summary>An archive comes over the network.</summary>
    public const string Download = "download";

    /// <summary>An archive's checksum is computed.</summary>
    public const string Verify = "verify";

    /// <summary>Batch files are made of an archive or of other files.</summary>
    public const string Unpack = "unpack";

    /// <summary>Labels and checksums of batch files are looked at.</summary>
    public const string Check = "check";

    /// <summary>Whether <see cref="Activity"/> is a sentence instead of a word.</summary>
    public bool IsNote { get; private init; }

    public static SourceProgress Note(string text) => new(text, 0, null) { IsNote = true };
}
