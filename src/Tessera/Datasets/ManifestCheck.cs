namespace Tessera.Datasets;

/// <summary>A manifest is a file like any other: nothing in it is believed before it is checked.</summary>
static class ManifestCheck
{
    const int MaxClasses = 100_000;

    public static void RequireWhole(DatasetManifest manifest, string url) =>
        Require(Problem(manifest) ?? CountProblem(manifest), url);

    /// <summary>For a manifest with some of its shards: their images need not be all of a split's.</summary>
    public static void RequirePart(DatasetManifest manifest, string url) => Require(Problem(manifest), url);

    static void Require(string? problem, string url)
    {
        if (problem is not null)
        {
            throw TesseraException.User($"'{url}' is damaged: {problem}; make the dataset again");
        }
    }

    static string? Problem(DatasetManifest manifest)
    {
        if (manifest.Format is < 1 or > DatasetManifest.CurrentFormat)
        {
            return $"format {manifest.Format}, this program reads up to {DatasetManifest.CurrentFormat}";
        }

        if (manifest.Classes.Contains(null) || manifest.Splits.Contains(null) || manifest.Shards.Contains(null))
        {
            return "there is nothing where a class, a split or a shard belongs";
        }

        if (manifest.Classes.Length is 0 or > MaxClasses || !manifest.Image.IsValid)
        {
            return $"{manifest.Classes.Length} classes of images {manifest.Image}";
        }

        return ChannelProblem(manifest)
            ?? RepeatedShard(manifest)
            ?? ShardProblem(manifest);
    }

    static string? ChannelProblem(DatasetManifest manifest)
    {
        var fits = manifest.ChannelMean.Length == manifest.Image.Channels
            && manifest.ChannelStd.Length == manifest.Image.Channels
            && manifest.ChannelMean.Concat(manifest.ChannelStd).All(double.IsFinite);
        return fits ? null : "channelMean or channelStd do not fit the channels";
    }

    static string? RepeatedShard(DatasetManifest manifest)
    {
        var names = new HashSet<string>(manifest.ShardCount);
        var repeated = manifest.Shards.FirstOrDefault(shard => !names.Add(shard.Name));
        return repeated is null ? null : $"shard '{repeated.Name}' is there twice";
    }

    static string? ShardProblem(DatasetManifest manifest)
    {
        var bad = manifest.Shards.FirstOrDefault(
            shard => !PixelShard.IsValidName(shard.Name)
                || shard.Images < 0
                || shard.Bytes < (long)shard.Images * manifest.Image.Bytes);
        return bad is null ? null : $"shard '{bad.Name}' has {bad.Images} images in {bad.Bytes} bytes";
    }

    static string? CountProblem(DatasetManifest manifest)
    {
        var bad = manifest.Splits.FirstOrDefault(
            split => split.Images != split.Shards.Sum(shard => (long)shard.Images));
        return bad is null ? null : $"split '{bad.Name}' does not add up";
    }
}
