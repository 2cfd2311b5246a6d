using System.Text.Json.Serialization.Metadata;
using Tessera.Storage;

namespace Tessera.Datasets;

/// <summary>A dataset in storage: its manifest, checked, and its shards.</summary>
public sealed record Dataset(Folder Folder, DatasetManifest Manifest)
{
    readonly Lazy<Dictionary<string, ShardManifest>> _shards = new(() => IndexOf(Manifest));

    /// <summary>Opens the dataset in a folder.</summary>
    /// <exception cref="TesseraException">There is none, or its manifest is not what it should be.</exception>
    public static async Task<Dataset> OpenAsync(Folder folder, CancellationToken cancellation) =>
        await TryOpenAsync(folder, cancellation) ?? throw Missing(folder);

    /// <summary>Opens a dataset for a task that was planned when it had this checksum.</summary>
    /// <exception cref="TesseraException">There is none, or it has changed since.</exception>
    internal static async Task<Dataset> OpenUnchangedAsync(
        string url, string checksum, CancellationToken cancellation) =>
        RequireUnchanged(await OpenAsync(StorageSchemes.Open(url), cancellation), url, checksum);

    /// <summary>
    /// Opens the dataset for a task that was planned when it had this checksum and will read these shards: the manifest
    /// then holds no others. Its counts are those of the whole.
    /// </summary>
    /// <exception cref="TesseraException">There is none, or it has changed since.</exception>
    internal static async Task<Dataset> OpenPartAsync(
        string url, string checksum, IReadOnlySet<string> shards, CancellationToken cancellation)
    {
        var folder = StorageSchemes.Open(url);
        var manifest = await TryReadAsync(folder, ShardFilter.ManifestWith(shards), cancellation)
            ?? throw Missing(folder);
        var part = ShardFilter.WithoutGaps(manifest);
        ManifestCheck.RequirePart(part, folder.UrlOf(DatasetManifest.FileName));
        return RequireUnchanged(new Dataset(folder, part), url, checksum);
    }

    /// <summary>Opens the dataset in a folder, or null where no finished one is.</summary>
    public static async Task<Dataset?> TryOpenAsync(Folder folder, CancellationToken cancellation)
    {
        if (await TryReadAsync(folder, TesseraJson.Default.DatasetManifest, cancellation) is not { } manifest)
        {
            return null;
        }

        ManifestCheck.RequireWhole(manifest, folder.UrlOf(DatasetManifest.FileName));
        return new Dataset(folder, manifest);
    }

    /// <summary>A split by name; <c>all</c> is every split, one after the other.</summary>
    /// <exception cref="TesseraException">There is no such split.</exception>
    public SplitManifest Split(string name) =>
        Manifest.Splits.FirstOrDefault(split => split.Name == name)
        ?? (name == SplitManifest.All ? SplitManifest.Concat(Manifest.Splits) : null)
        ?? throw TesseraException.User(
            $"no split '{name}' in '{Folder.Url}': it has "
            + $"{string.Join(", ", Manifest.Splits.Select(split => split.Name))}, "
            + $"or {SplitManifest.All} for all of them");

    /// <summary>Whether all files of all shards are there, by one listing; reading them checks the contents.</summary>
    internal async Task<bool> IsCompleteAsync(CancellationToken cancellation)
    {
        var shards = IndexOf(Manifest);
        var found = 0;
        await foreach (var entry in Folder.ListAsync(cancellation))
        {
            found += shards.TryGetValue(Path.GetFileNameWithoutExtension(entry.Name), out var shard)
                && IsFileOf(shard, entry) ? 1 : 0;
        }

        return found == 2 * shards.Count;
    }

    /// <summary>A shard by name.</summary>
    internal ShardManifest Shard(string name) =>
        _shards.Value.GetValueOrDefault(name) ?? throw TesseraException.User($"no shard '{name}' in '{Folder.Url}'");

    /// <summary>By name. Its size is given: one that grows leaves large arrays behind.</summary>
    static Dictionary<string, ShardManifest> IndexOf(DatasetManifest manifest)
    {
        var shards = new Dictionary<string, ShardManifest>(manifest.ShardCount);
        foreach (var shard in manifest.Shards)
        {
            shards.Add(shard.Name, shard);
        }

        return shards;
    }

    static async Task<DatasetManifest?> TryReadAsync(
        Folder folder, JsonTypeInfo<DatasetManifest> type, CancellationToken cancellation) =>
        await folder.ExistsAsync(DatasetManifest.FileName, cancellation)
            ? await JsonFile.ReadAsync(folder, DatasetManifest.FileName, type, cancellation)
            : null;

    static TesseraException Missing(Folder folder) => TesseraException.User(
        $"no dataset in '{folder.Url}': {DatasetManifest.FileName} is missing; "
        + "run `tessera ingest` and `tessera preprocess` first, or check the path");

    static Dataset RequireUnchanged(Dataset dataset, string url, string checksum) =>
        dataset.Manifest.Checksum == checksum
            ? dataset
            : throw TesseraException.User($"'{url}' has changed since this run began; run the command again");

    static bool IsFileOf(ShardManifest shard, StorageEntry entry) =>
        entry.Name == PixelShard.SidecarName(shard.Name)
        || (entry.Name == PixelShard.PixelsName(shard.Name) && entry.Length == shard.Bytes);

    /// <summary>The images of a shard, in order. The shard's checksum is verified on the way.</summary>
    /// <exception cref="TesseraException">The shard is damaged.</exception>
    public IAsyncEnumerable<PixelImage> ReadAsync(ShardManifest shard, CancellationToken cancellation) =>
        PixelShardReader.ReadAsync(this, shard, cancellation);
}
