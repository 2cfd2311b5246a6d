using Tessera.Storage;

namespace Tessera.Tests.Storage;

/// <summary>Fails whatever is asked of it, once it is told to, as a storage does whose deadline has passed.</summary>
sealed class SilentStorage(IStorage inner) : IStorage
{
    public bool IsSilent { get; set; }

    public string Url => inner.Url;

    IStorage Inner => IsSilent ? throw TesseraException.Environment("nothing was heard of it in time") : inner;

    public IAsyncEnumerable<StorageEntry> ListAsync(string folder, CancellationToken cancellation) =>
        Inner.ListAsync(folder, cancellation);

    public Task<StorageEntry?> StatAsync(string path, CancellationToken cancellation) =>
        Inner.StatAsync(path, cancellation);

    public Task<Stream> OpenReadAsync(string path, long offset, CancellationToken cancellation) =>
        Inner.OpenReadAsync(path, offset, cancellation);

    public Task<bool> CreateAsync(string path, Func<Stream, Task> write, CancellationToken cancellation) =>
        Inner.CreateAsync(path, write, cancellation);

    public Task<bool> RenameAsync(string source, string target, CancellationToken cancellation) =>
        Inner.RenameAsync(source, target, cancellation);

    public Task DeleteAsync(string path, CancellationToken cancellation) => Inner.DeleteAsync(path, cancellation);
}
