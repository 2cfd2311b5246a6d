namespace Tessera.Storage;

public enum StorageEntryKind
{
    File,
    Folder,
}
