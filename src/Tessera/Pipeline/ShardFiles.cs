using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>Some shard files of a dataset: its folder, and a pattern that their names match.</summary>
sealed record ShardFiles(Folder Folder, string Pattern)
{
    const string Extension = ".npy";

    /// <summary>The shards of all splits.</summary>
    public static ShardFiles All(string dataset) => new(StorageSchemes.Open(dataset), $"*{Extension}");

    /// <summary>The shards of one split, none of another's whose name begins alike.</summary>
    public static ShardFiles Of(string dataset, string split) =>
        new(StorageSchemes.Open(dataset), $"{split}-[0-9][0-9][0-9][0-9][0-9]*{Extension}");
}
