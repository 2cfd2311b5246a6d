using System.Runtime.CompilerServices;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>The commit marks of one stage in its output folder.</summary>
sealed record MarkStore(Folder Output, string Stage, string Identity)
{
    const string Extension = ".json";

    /// <summary>Where the marks are.</summary>
    public Folder Folder => Output.Sub($"stats/{Stage}");

    /// <summary>Where the mark of a shard is.</summary>
    public string UrlOf(string shard) => Folder.UrlOf(FileName(shard));

    public Task WriteAsync(ShardMark mark, CancellationToken cancellation) => JsonFile.WriteAsync(
        Folder, FileName(mark.Shard), mark with { Identity = Identity }, TesseraJson.Default.ShardMark, cancellation);

    /// <summary>
    /// The mark of a shard, or null when it is not done: no mark, a damaged one, or one of other options.
    /// </summary>
    public async Task<ShardMark?> ReadAsync(string shard, CancellationToken cancellation)
    {
        var name = FileName(shard);
        try
        {
            var mark = await JsonFile.ReadAsync(Folder, name, TesseraJson.Default.ShardMark, cancellation);
            return mark.Identity == Identity && mark.Shard == shard ? mark : null;
        }
        catch (TesseraException failure) when (failure.Kind == FailureKind.User)
        {
            return null; // damaged: the shard is done again
        }
        catch (TesseraException)
        {
            // Asked only now, so that a mark that is there, as nearly all are, takes one request.
            if (await Folder.ExistsAsync(name, cancellation))
            {
                throw;
            }

            return null;
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, and null too where somebody has deleted the marked files.</summary>
    public async Task<ShardMark?> ReadWholeAsync(string shard, CancellationToken cancellation) =>
        await ReadAsync(shard, cancellation) is { } mark && await AreThereAsync(mark.Files, cancellation) ? mark : null;

    /// <summary>
    /// As <see cref="ReadWholeAsync"/>, for a mark that is hardly ever there: then it takes one request.
    /// </summary>
    public async Task<ShardMark?> FindWholeAsync(string shard, CancellationToken cancellation) =>
        await Folder.ExistsAsync(FileName(shard), cancellation) ? await ReadWholeAsync(shard, cancellation) : null;

    public Task DeleteAsync(string shard, CancellationToken cancellation) =>
        Folder.DeleteAsync(FileName(shard), cancellation);

    /// <summary>The shards that have a mark, of whatever identity, in no particular order.</summary>
    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entry in Folder.ListAsync(cancellation))
        {
            if (entry.Kind == StorageEntryKind.File && !entry.Name.StartsWith('_'))
            {
                yield return entry.Name[..^Math.Min(entry.Name.Length, Extension.Length)];
            }
        }
    }

    async Task<bool> AreThereAsync(WrittenFile?[] files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            if (file is null || (await Output.StatAsync(file.Name, cancellation))?.Length != file.Bytes)
            {
                return false;
            }
        }

        return true;
    }

    static string FileName(string shard) => shard + Extension;
}
