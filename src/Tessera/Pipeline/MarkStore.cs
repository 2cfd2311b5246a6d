using System.Runtime.CompilerServices;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>The commit marks of one stage in its output folder.</summary>
sealed record MarkStore(Folder Output, string Stage, string Identity)
{
    const string Extension = ".json";

    Folder Folder => Output.Sub($"stats/{Stage}");

    public Task WriteAsync(ShardMark mark, CancellationToken cancellation) => JsonFile.WriteAsync(
        Folder, FileName(mark.Shard), mark with { Identity = Identity }, TesseraJson.Default.ShardMark, cancellation);

    /// <summary>
    /// The mark of a shard, or null when it is not done: no mark, a damaged one, one of other
    /// options, or one whose files are gone.
    /// </summary>
    public async Task<ShardMark?> ReadAsync(string shard, CancellationToken cancellation)
    {
        var name = FileName(shard);
        if (!await Folder.ExistsAsync(name, cancellation))
        {
            return null;
        }

        try
        {
            var mark = await JsonFile.ReadAsync(Folder, name, TesseraJson.Default.ShardMark, cancellation);
            return mark.Identity == Identity && mark.Shard == shard && await AreThereAsync(mark.Files, cancellation)
                ? mark
                : null;
        }
        catch (TesseraException failure) when (failure.Kind == FailureKind.User)
        {
            return null; // damaged: the shard is done again
        }
    }

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

    public Task SweepAsync(TimeProvider time, CancellationToken cancellation) =>
        AtomicWrite.SweepAsync(Folder, time, cancellation);

    /// <summary>Somebody may have deleted results: then they are made again.</summary>
    async Task<bool> AreThereAsync(WrittenFile[] files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            if ((await Output.StatAsync(file.Name, cancellation))?.Length != file.Bytes)
            {
                return false;
            }
        }

        return true;
    }

    static string FileName(string shard) => shard + Extension;
}
