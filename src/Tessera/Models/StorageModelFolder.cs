using Tessera.Storage;

namespace Tessera.Models;

/// <summary>
/// A SavedModel in a storage. Models are read once, by the thread that needs them, so its reads block.
/// </summary>
/// <param name="folder">The folder that holds <c>saved_model.pb</c>.</param>
public sealed class StorageModelFolder(Folder folder) : IModelFolder
{
    /// <inheritdoc/>
    public string Location => folder.Url;

    /// <inheritdoc/>
    public long? FindLength(string path) =>
        folder.StatAsync(path, CancellationToken.None).GetAwaiter().GetResult() is { Kind: StorageEntryKind.File } entry
            ? entry.Length
            : null;

    /// <inheritdoc/>
    public Stream OpenRead(string path, long offset) =>
        folder.OpenReadAsync(path, offset, CancellationToken.None).GetAwaiter().GetResult();
}
