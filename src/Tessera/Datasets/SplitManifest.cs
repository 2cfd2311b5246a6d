namespace Tessera.Datasets;

/// <summary>
/// A split: its images (with those that could not be read), how many of them are errors, and its shards in order.
/// </summary>
public sealed record SplitManifest(string Name, long Images, long Errors, ShardManifest[] Shards)
{
    public const string Train = "train";
    public const string Test = "test";
}
