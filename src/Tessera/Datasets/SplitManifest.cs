namespace Tessera.Datasets;

/// <summary>
/// A split: its images (with those that could not be read), how many of them are errors, and its shards in order.
/// </summary>
public sealed record SplitManifest(string Name, long Images, long Errors, ShardManifest[] Shards)
{
    public const string Train = "train";
    public const string Test = "test";

    /// <summary>Stands for every split of a dataset, one after the other, where a split is asked for.</summary>
    public const string All = "all";

    internal static SplitManifest Concat(SplitManifest[] splits) => new(
        All,
        splits.Sum(split => split.Images),
        splits.Sum(split => split.Errors),
        [.. splits.SelectMany(split => split.Shards)]);
}
