namespace Tessera.Storage;

/// <summary>
/// The commit protocol for one file: written as <c>_NAME.GUID</c>, made safe, renamed. Two attempts at the same file
/// give the same bytes, so a rename that meets an equal file counts as success; a different file is a leftover of other
/// options and gives way.
/// </summary>
static class AtomicWrite
{
    /// <summary>The age from which an unfinished file is nobody's any more.</summary>
    static readonly TimeSpan s_abandoned = TimeSpan.FromHours(1);

    public static async Task<WrittenFile> WriteAsync(
        Folder folder, string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var storage = folder.Storage;
        var target = folder.At(name);
        var temporary = TemporaryName.For(target);
        var written = await CreateAsync(storage, temporary, name, write, cancellation);
        if (await storage.RenameAsync(temporary, target, cancellation))
        {
            return written;
        }

        if (await EqualsAsync(folder, written, cancellation))
        {
            await storage.DeleteAsync(temporary, cancellation);
            return written;
        }

        await storage.DeleteAsync(target, cancellation);
        return await storage.RenameAsync(temporary, target, cancellation)
            ? written
            : throw TesseraException.Environment(
                $"cannot replace '{folder.UrlOf(name)}': another process writes it; run the command again");
    }

    /// <summary>Deletes what killed processes left unfinished directly in a folder, once it is an hour old.</summary>
    public static Task SweepAsync(Folder folder, TimeProvider time, CancellationToken cancellation)
    {
        var abandoned = time.GetUtcNow() - s_abandoned;
        return SweepAsync(folder, entry => entry.Modified < abandoned, cancellation);
    }

    /// <summary>Deletes what is unfinished directly in a folder and, as the caller knows, nobody's.</summary>
    public static async Task SweepAsync(
        Folder folder, Func<StorageEntry, bool> isAbandoned, CancellationToken cancellation)
    {
        await foreach (var entry in folder.ListAsync(cancellation))
        {
            if (entry.Kind == StorageEntryKind.File && TemporaryName.Is(entry.Name) && isAbandoned(entry))
            {
                await folder.DeleteAsync(entry.Name, cancellation);
            }
        }
    }

    static async Task<WrittenFile> CreateAsync(
        IStorage storage, string temporary, string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        WrittenFile? written = null;
        await storage.CreateAsync(
            temporary,
            async stream =>
            {
                await using var hashing = new HashingStream(stream);
                await write(hashing);
                written = new WrittenFile(name, hashing.BytesWritten, hashing.Sha256());
            },
            cancellation);
        return written!;
    }

    static async Task<bool> EqualsAsync(Folder folder, WrittenFile written, CancellationToken cancellation)
    {
        var entry = await folder.StatAsync(written.Name, cancellation);
        if (entry is null || entry.Length != written.Bytes)
        {
            return false;
        }

        await using var existing = await folder.OpenReadAsync(written.Name, cancellation);
        return await Checksum.Sha256Async(existing, cancellation) == written.Sha256;
    }
}
