namespace Tessera.Storage.Hdfs;

/// <summary>A file or folder as WebHDFS tells of it; times in milliseconds since 1970.</summary>
sealed record FileStatus(string PathSuffix, string Type, long Length, long ModificationTime)
{
    public StorageEntry ToEntry(string name) => Type == "DIRECTORY"
        ? new(name, StorageEntryKind.Folder, 0, DateTimeOffset.FromUnixTimeMilliseconds(ModificationTime))
        : new(name, StorageEntryKind.File, Length, DateTimeOffset.FromUnixTimeMilliseconds(ModificationTime));
}
