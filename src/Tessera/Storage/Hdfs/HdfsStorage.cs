using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tessera.Storage.Hdfs;

/// <summary>Storage in HDFS over WebHDFS (schemes <c>hdfs:</c> and <c>webhdfs:</c>).</summary>
public sealed class HdfsStorage : IStorage
{
    /// <summary>Small: most files are marks and lists of few lines, and those who read much bring their own.</summary>
    const int BufferSize = 1 << 12;

    readonly HdfsLocation _location;
    readonly HdfsCluster _cluster;
    readonly HdfsFiles _files;

    internal HdfsStorage(HdfsLocation location, HdfsCluster cluster)
    {
        _location = location;
        _cluster = cluster;
        _files = new HdfsFiles(cluster);
    }

    /// <inheritdoc/>
    public string Url => _location.Url;

    /// <summary>Opens a folder; nothing is asked of the cluster yet.</summary>
    /// <exception cref="TesseraException">The URL leads nowhere.</exception>
    public static HdfsStorage Open(string url, HdfsSettings settings)
    {
        var location = settings.Locate(url);
        return new HdfsStorage(location, HdfsConnections.For(location));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StorageEntry> ListAsync(
        string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var path = Resolve(folder);
        string? before, last = null;
        int remaining;
        do
        {
            before = last;
            using var page = await RunAsync(
                "list", folder, () => _files.ListAsync(path, before, cancellation), cancellation);
            remaining = page?.Remaining ?? 0;
            while (Next(page, folder, before) is { } status)
            {
                last = status.PathSuffix;
                if (last.Length > 0) // a file lists itself
                {
                    yield return status.ToEntry(last);
                }
            }
        }
        while (remaining > 0 && last != before);
    }

    /// <inheritdoc/>
    public async Task<StorageEntry?> StatAsync(string path, CancellationToken cancellation)
    {
        var resolved = Resolve(path);
        var status = await RunAsync("look at", path, () => _files.StatAsync(resolved, cancellation), cancellation);
        return status?.ToEntry(StoragePath.Name(path));
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(string path, long offset, CancellationToken cancellation)
    {
        var resolved = Resolve(path);
        var first = await OpenAsync(offset, null, cancellation);
        return new BufferedStream(new HdfsReader(first, offset, OpenAsync, _cluster.Deadlines.Silence), BufferSize);

        Task<HdfsDownload> OpenAsync(long from, HdfsFailure? earlier, CancellationToken token) => RunAsync(
            "read",
            path,
            () => Interlocked.Exchange(ref earlier, null) is { } failure
                ? Task.FromException<HdfsDownload>(failure)
                : _files.DownloadAsync(resolved, from, token),
            token);
    }

    /// <inheritdoc/>
    public async Task<bool> CreateAsync(string path, Func<Stream, Task> write, CancellationToken cancellation)
    {
        Resolve(path);
        if (TemporaryName.IsUnique(StoragePath.Name(path)))
        {
            return await UploadAsync(path, write, cancellation);
        }

        if (await StatAsync(path, cancellation) is not null)
        {
            return false;
        }

        // When an answer is lost, only a name that nobody else uses tells whether the file there is ours.
        var temporary = TemporaryName.For(path);
        await UploadAsync(temporary, write, cancellation);
        if (await RenameAsync(temporary, path, cancellation))
        {
            return true;
        }

        await DeleteAsync(temporary, cancellation);
        return false;
    }

    /// <inheritdoc/>
    public async Task<bool> RenameAsync(string source, string target, CancellationToken cancellation)
    {
        Resolve(source);
        Resolve(target);
        return await TryRenameAsync(source, target, cancellation) || await RenameIntoNewFolderAsync();

        async Task<bool> RenameIntoNewFolderAsync()
        {
            var (from, to) = (await StatAsync(source, cancellation), await StatAsync(target, cancellation));
            if (from is null)
            {
                // gone and come: an earlier request did it, whose answer was lost
                return to is not null
                    ? true
                    : throw TesseraException.Environment($"cannot rename '{UrlOf(source)}': it does not exist");
            }

            if (to is not null)
            {
                return false;
            }

            var parent = Resolve(StoragePath.Parent(target));
            await RunAsync("write", target, () => _files.CreateFolderAsync(parent, cancellation), cancellation);
            return await TryRenameAsync(source, target, cancellation);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellation)
    {
        var resolved = Resolve(path);
        return RunAsync("delete", path, () => _files.DeleteAsync(resolved, cancellation), cancellation);
    }

    Task<bool> TryRenameAsync(string source, string target, CancellationToken cancellation) => RunAsync(
        "rename", source, () => _files.RenameAsync(Resolve(source), Resolve(target), cancellation), cancellation);

    /// <summary>Writes a file whose name is nobody else's: what a retry finds is of an earlier attempt.</summary>
    async Task<bool> UploadAsync(string path, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var resolved = Resolve(path);
        var overwrite = Overwrite.No;
        try
        {
            return await RunAsync(
                "write",
                path,
                () =>
                {
                    var attempt = _files.UploadAsync(resolved, overwrite, write, cancellation);
                    overwrite = Overwrite.Yes;
                    return attempt;
                },
                cancellation);
        }
        catch
        {
            await DeleteQuietlyAsync(resolved);
            throw;
        }
    }

    async Task DeleteQuietlyAsync(string resolved)
    {
        try
        {
            await _files.DeleteAsync(resolved, CancellationToken.None);
        }
        catch (HdfsFailure)
        {
            // the first failure is the one to report; what is left is swept later
        }
    }

    /// <summary>The next entry of a page that was asked for from a name on; null after the last.</summary>
    FileStatus? Next(ListingPage? page, string folder, string? after)
    {
        try
        {
            var status = page?.Next();
            return status is null || after is null || status.PathSuffix != after
                ? status
                : throw new JsonException($"asked for what comes after '{after}', it begins anew");
        }
        catch (JsonException failure)
        {
            throw TesseraException.Environment(
                $"cannot list '{UrlOf(folder)}': the name node's answer is damaged: {failure.Message}", failure);
        }
    }

    async Task<T> RunAsync<T>(string verb, string path, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var url = UrlOf(TemporaryName.TargetOf(path));
        try
        {
            return await _cluster.RetryAsync(verb, url, attempt, cancellation);
        }
        catch (HdfsFailure failure)
        {
            throw failure.ToException(verb, url);
        }
    }

    string Resolve(string path)
    {
        StoragePath.Require(path);
        return path.Length == 0 ? _location.Path : $"{_location.Path}/{path}";
    }

    string UrlOf(string path) => path.Length == 0 ? Url : $"{Url}/{path}";
}
