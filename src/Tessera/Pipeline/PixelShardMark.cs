using Tessera.Datasets;

namespace Tessera.Pipeline;

/// <summary>The marks of stages that write pixel shards, and the dataset that they add up to.</summary>
static class PixelShardMark
{
    public static ShardMark Of(string shard, PixelShardSummary summary) => new()
    {
        Shard = shard,
        Images = summary.Images,
        Errors = summary.Errors,
        FirstError = summary.FirstError,
        Files = summary.Files,
        ChannelSums = summary.Sums,
    };

    public static ShardManifest Manifest(ShardMark mark) =>
        new(mark.Shard, (int)mark.Images, mark.Files[0].Bytes, mark.Files[0].Sha256, mark.Files[1].Sha256);

    /// <summary>Statistics are those of the split <c>train</c>, or of all where there is none.</summary>
    public static DatasetManifest Dataset(
        string name,
        string identity,
        string[] classes,
        ImageShape image,
        IReadOnlyList<(string Split, ShardMark Mark)> marks)
    {
        var train = marks.Where(entry => entry.Split == SplitManifest.Train).ToList();
        var sums = (train.Count > 0 ? train : marks)
            .Aggregate(ChannelSums.Zero(image.Channels), (sum, entry) => sum.Add(entry.Mark.ChannelSums!));
        var splits = marks
            .GroupBy(entry => entry.Split)
            .Select(group => Split(group.Key, [.. group.Select(e => e.Mark)]));
        return new DatasetManifest
        {
            Name = name,
            Identity = identity,
            Checksum = DatasetManifest.ChecksumOf(marks.Select(entry => Manifest(entry.Mark))),
            Classes = classes,
            Image = image,
            ChannelMean = sums.Mean(),
            ChannelStd = sums.StandardDeviation(),
            Splits = [.. splits],
        };
    }

    static SplitManifest Split(string name, IReadOnlyList<ShardMark> marks) =>
        new(name, marks.Sum(mark => mark.Images), marks.Sum(mark => mark.Errors), [.. marks.Select(Manifest)]);
}
