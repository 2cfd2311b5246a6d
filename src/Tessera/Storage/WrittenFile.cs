namespace Tessera.Storage;

/// <summary>
/// A file that has been written whole: its name in its folder, size in bytes and SHA-256 in lower-case hexadecimal.
/// </summary>
public sealed record WrittenFile(string Name, long Bytes, string Sha256);
