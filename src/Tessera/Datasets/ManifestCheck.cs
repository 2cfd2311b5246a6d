namespace Tessera.Datasets;

/// <summary>A manifest is a file like any other: nothing in it is believed before it is checked.</summary>
static class ManifestCheck
{
    const int MaxClasses = 100_000;

    public static void Require(DatasetManifest manifest, string url)
    {
        if (Problem(manifest) is { } problem)
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

        if (manifest.Classes.Length is 0 or > MaxClasses || !manifest.Image.IsValid)
        {
            return $"{manifest.Classes.Length} classes of images {manifest.Image}";
        }

        return ChannelProblem(manifest)
            ?? RepeatedShard(manifest)
            ?? manifest.Splits.Select(split => Problem(split, manifest)).FirstOrDefault(p => p is not null);
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
        var names = new HashSet<string>();
        var repeated = manifest.Shards.FirstOrDefault(shard => !names.Add(shard.Name));
        return repeated is null ? null : $"shard '{repeated.Name}' is there twice";
    }

    static string? Problem(SplitManifest split, DatasetManifest manifest)
    {
        var bad = split.Shards.FirstOrDefault(
            shard => !PixelShard.IsValidName(shard.Name)
                || shard.Images < 0
                || shard.Bytes < (long)shard.Images * manifest.Image.Bytes);
        return bad is not null ? $"shard '{bad.Name}' has {bad.Images} images in {bad.Bytes} bytes"
            : split.Images != split.Shards.Sum(shard => (long)shard.Images) ? $"split '{split.Name}' does not add up"
            : null;
    }
}
