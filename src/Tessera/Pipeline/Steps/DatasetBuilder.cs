using Tessera.Datasets;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>
/// Adds up the marks of a stage to the manifest of the dataset that it makes. Marks come in any order, and little is
/// kept of each.
/// </summary>
sealed class DatasetBuilder(DatasetPlan plan)
{
    readonly ShardManifest[] _shards = new ShardManifest[plan.Shards.Count];
    readonly Dictionary<string, long> _errors = [];
    ChannelSums _sums = ChannelSums.Zero(plan.Image.Channels);

    /// <summary>Statistics are those of the split <c>train</c>, or of all where there is none.</summary>
    readonly string? _statistics =
        plan.Shards.Any(entry => entry.Split == SplitManifest.Train) ? SplitManifest.Train : null;

    /// <summary>Adds the mark of the shard at this place of the plan.</summary>
    /// <exception cref="TesseraException">The mark is of other images.</exception>
    public void Add(int shard, ShardMark mark)
    {
        if (mark.ChannelSums!.Sums.Length != plan.Image.Channels)
        {
            throw TesseraException.User(
                $"the mark of shard {mark.Shard} in '{plan.Spec.Output}' has sums of {mark.ChannelSums.Sums.Length} "
                + $"channels instead of {plan.Image.Channels}: it is damaged; delete it and run the command again");
        }

        var split = plan.Shards[shard].Split;
        var (pixels, sidecar) = (mark.Files[0], mark.Files[1]);
        _shards[shard] = new ShardManifest(
            plan.Shards[shard].Shard.Name,
            (int)mark.Images,
            pixels.Bytes,
            Digest.Parse(pixels.Sha256),
            Digest.Parse(sidecar.Sha256));
        _errors[split] = _errors.GetValueOrDefault(split) + mark.Errors;
        _sums = _statistics is null || _statistics == split ? _sums.Add(mark.ChannelSums) : _sums;
    }

    /// <summary>The manifest, once every mark was added.</summary>
    public DatasetManifest Build() => new()
    {
        Name = plan.Name,
        Identity = plan.Spec.Identity,
        Checksum = DatasetManifest.ChecksumOf(_shards),
        Classes = plan.Classes,
        Image = plan.Image,
        ChannelMean = _sums.Mean(),
        ChannelStd = _sums.StandardDeviation(),
        Splits = [.. plan.Shards.Zip(_shards, (entry, shard) => (entry.Split, Shard: shard))
            .GroupBy(entry => entry.Split, entry => entry.Shard)
            .Select(split => Split(split.Key, [.. split]))],
    };

    SplitManifest Split(string name, ShardManifest[] shards) =>
        new(name, shards.Sum(shard => (long)shard.Images), _errors[name], shards);
}
