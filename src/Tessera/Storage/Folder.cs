using System.Text;

namespace Tessera.Storage;

/// <summary>A folder in a storage: where a dataset, a model or a run lives. It need not exist.</summary>
public sealed record Folder(IStorage Storage, string Path)
{
    /// <summary>The folder as the user would write it.</summary>
    public string Url => Path.Length == 0 ? Storage.Url : $"{Storage.Url.TrimEnd('/')}/{Path}";

    /// <summary>A file's URL, for messages.</summary>
    public string UrlOf(string name) => $"{Url.TrimEnd('/')}/{name}";

    public Folder Sub(string name) => this with { Path = StoragePath.Combine(Path, name) };

    public IAsyncEnumerable<StorageEntry> ListAsync(CancellationToken cancellation) =>
        Storage.ListAsync(Path, cancellation);

    public Task<StorageEntry?> StatAsync(string name, CancellationToken cancellation) =>
        Storage.StatAsync(At(name), cancellation);

    public async Task<bool> ExistsAsync(string name, CancellationToken cancellation) =>
        await StatAsync(name, cancellation) is not null;

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellation) =>
        OpenReadAsync(name, 0, cancellation);

    public Task<Stream> OpenReadAsync(string name, long offset, CancellationToken cancellation) =>
        Storage.OpenReadAsync(At(name), offset, cancellation);

    /// <summary>
    /// Writes a file that readers see whole or not at all (see <see cref="AtomicWrite"/>). As with
    /// <see cref="IStorage.CreateAsync"/>, <paramref name="write"/> may be called again.
    /// </summary>
    public Task<WrittenFile> WriteAsync(string name, Func<Stream, Task> write, CancellationToken cancellation) =>
        AtomicWrite.WriteAsync(this, name, write, cancellation);

    /// <summary>Writes a small file of text (UTF-8) that readers see whole or not at all.</summary>
    public Task<WrittenFile> WriteTextAsync(string name, string text, CancellationToken cancellation) =>
        WriteAsync(
            name, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).AsTask(), cancellation);

    public Task DeleteAsync(string name, CancellationToken cancellation) =>
        Storage.DeleteAsync(At(name), cancellation);

    internal string At(string name) => StoragePath.Combine(Path, name);
}
