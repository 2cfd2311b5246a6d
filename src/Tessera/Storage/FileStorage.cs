using System.Runtime.CompilerServices;

namespace Tessera.Storage;

/// <summary>Storage in a folder of the local file system (scheme <c>file:</c>).</summary>
public sealed class FileStorage : IStorage
{
    /// <summary>Small: most files are marks and lists of few lines, and those who read much bring their own.</summary>
    const int ReadBufferSize = 1 << 12;

    const int WriteBufferSize = 1 << 14;

    readonly string _root;

    public FileStorage(string root) => _root = Path.GetFullPath(root);

    public string Url => _root;

    public async IAsyncEnumerable<StorageEntry> ListAsync(
        string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var directory = new DirectoryInfo(Resolve(folder));
        if (!directory.Exists)
        {
            yield break;
        }

        foreach (var info in Guard(() => directory.EnumerateFileSystemInfos(), "list", folder))
        {
            cancellation.ThrowIfCancellationRequested();
            if (EntryIfThere(info) is { } entry)
            {
                yield return entry;
            }
        }
    }

    public Task<StorageEntry?> StatAsync(string path, CancellationToken cancellation)
    {
        var resolved = Resolve(path);
        FileSystemInfo info = Directory.Exists(resolved) ? new DirectoryInfo(resolved) : new FileInfo(resolved);
        return Task.FromResult(info.Exists ? Entry(info) : null);
    }

    public Task<Stream> OpenReadAsync(string path, long offset, CancellationToken cancellation) =>
        Task.FromResult(Guard<Stream>(
            () =>
            {
                var stream = new FileStream(
                    Resolve(path),
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.ReadWrite | FileShare.Delete,
                    ReadBufferSize);
                stream.Position = offset;
                return stream;
            },
            "read",
            path));

    public async Task<bool> CreateAsync(string path, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var target = Resolve(path);
        if (File.Exists(target))
        {
            return false;
        }

        var file = Guard(
            () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                return OpenNew(target);
            },
            "write",
            path);
        if (file is null)
        {
            return false;
        }

        try
        {
            await using (file)
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }

            return true;
        }
        catch (IOException failure)
        {
            DeleteQuietly(target);
            throw Failed("write", path, failure);
        }
        catch
        {
            DeleteQuietly(target);
            throw;
        }
    }

    public Task<bool> RenameAsync(string source, string target, CancellationToken cancellation)
    {
        var resolved = Resolve(target);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(resolved)!);
            return Task.FromResult(ExclusiveRename.TryRename(Resolve(source), resolved));
        }
        catch (IOException) when (File.Exists(resolved))
        {
            return Task.FromResult(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed("rename", source, failure);
        }
    }

    public Task DeleteAsync(string path, CancellationToken cancellation)
    {
        var resolved = Resolve(path);
        Guard(
            () =>
            {
                if (Directory.Exists(resolved))
                {
                    Directory.Delete(resolved, recursive: true);
                }
                else if (File.Exists(resolved))
                {
                    File.Delete(resolved);
                }

                return true;
            },
            "delete",
            path);
        return Task.CompletedTask;
    }

    string Resolve(string path)
    {
        StoragePath.Require(path);
        return Path.Combine(_root, path);
    }

    static FileStream? OpenNew(string target)
    {
        try
        {
            return new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.Read, WriteBufferSize);
        }
        catch (IOException) when (File.Exists(target))
        {
            return null;
        }
    }

    static void DeleteQuietly(string target)
    {
        try
        {
            File.Delete(target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // the first failure is the one to report; what is left is swept later
        }
    }

    T Guard<T>(Func<T> action, string verb, string path)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed(verb, path, failure);
        }
    }

    TesseraException Failed(string verb, string path, Exception failure)
    {
        var place = Path.Combine(_root, TemporaryName.TargetOf(path));
        return TesseraException.Environment($"cannot {verb} '{place}': {Reason(failure)}", failure);
    }

    static string Reason(Exception failure) => failure switch
    {
        UnauthorizedAccessException =>
            "permission denied; check the folder's owner and mode, or choose another with --store",
        _ => DiskFailure.Reason(failure),
    };

    /// <summary>Null for what has been renamed or deleted since it was listed, as unfinished files are.</summary>
    static StorageEntry? EntryIfThere(FileSystemInfo info)
    {
        try
        {
            return Entry(info);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    static StorageEntry Entry(FileSystemInfo info) => new(
        info.Name,
        info is FileInfo ? StorageEntryKind.File : StorageEntryKind.Folder,
        info is FileInfo file ? file.Length : 0,
        info.LastWriteTimeUtc);
}
