namespace Tessera.Storage;

/// <summary>
/// A file or folder: its name without the folders above it, size in bytes (0 for folders) and last change.
/// </summary>
public sealed record StorageEntry(string Name, StorageEntryKind Kind, long Length, DateTimeOffset Modified);
