namespace Tessera.Storage;

/// <summary>
/// Files under one root. Paths are relative to it, separated by '/'; "" is the root itself. Implementations are safe to
/// call from several threads. Failures of disk or network are <see cref="TesseraException"/>s of the environment.
/// </summary>
public interface IStorage
{
    /// <summary>The root, as the user would write it.</summary>
    string Url { get; }

    /// <summary>
    /// The direct children of a folder, in no particular order, fetched in pages. A missing folder has none.
    /// </summary>
    IAsyncEnumerable<StorageEntry> ListAsync(string folder, CancellationToken cancellation);

    /// <summary>What stands at a path, or null.</summary>
    Task<StorageEntry?> StatAsync(string path, CancellationToken cancellation);

    /// <summary>Opens a file for reading forward from <paramref name="offset"/> (bytes).</summary>
    Task<Stream> OpenReadAsync(string path, long offset, CancellationToken cancellation);

    /// <summary>
    /// Creates a file, with the folders above it, and lets <paramref name="write"/> fill it forward, without seeking.
    /// When this returns true the bytes are safe. False if the file exists already; it is never overwritten. When a
    /// network loses what was written, <paramref name="write"/> is called again, to begin anew, once the earlier call
    /// has ended.
    /// </summary>
    Task<bool> CreateAsync(string path, Func<Stream, Task> write, CancellationToken cancellation);

    /// <summary>Renames a file within the storage. False if the target exists; it is never overwritten.</summary>
    Task<bool> RenameAsync(string source, string target, CancellationToken cancellation);

    /// <summary>Deletes a file, or a folder with all that is in it. A missing one is no error.</summary>
    Task DeleteAsync(string path, CancellationToken cancellation);
}
