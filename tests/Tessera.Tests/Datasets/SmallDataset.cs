using Tessera.Datasets;
using Tessera.Pipeline;
using Tessera.Pipeline.Steps;
using Tessera.Storage;

namespace Tessera.Tests.Datasets;

/// <summary>
/// Makes a dataset of small images whose pixels follow from (shard, index), in the way the stages do.
/// </summary>
static class SmallDataset
{
    public static readonly string[] Classes = ["cat", "dog", "owl"];

    public static async Task<Dataset> CreateAsync(
        Folder folder, ImageShape image, int shards, int imagesPerShard, CancellationToken cancellation)
    {
        string[] splits = [SplitManifest.Train, SplitManifest.Test];
        var plan = new DatasetPlan(
            new MadeSpec { Output = folder.Url },
            "small",
            Classes,
            image,
            [.. from split in splits
                from i in Enumerable.Range(0, shards)
                select (split, new ShardPlan(PixelShard.Name(split, i), imagesPerShard))]);
        var builder = new DatasetBuilder(plan);
        for (var i = 0; i < plan.Shards.Count; i++)
        {
            var name = plan.Shards[i].Shard.Name;
            var summary = await PixelShardWriter.WriteAsync(
                folder, name, imagesPerShard, image, Images(name, imagesPerShard, image), cancellation);
            builder.Add(i, PixelShardMark.Of(name, summary));
        }

        var manifest = builder.Build();
        await JsonFile.WriteAsync(
            folder, DatasetManifest.FileName, manifest, TesseraJson.Default.DatasetManifest, cancellation);
        return new Dataset(folder, manifest);
    }

    public static byte[] Pixels(string key, ImageShape image)
    {
        var pixels = new byte[image.Bytes];
        new Random(key.Sum(c => c * 31)).NextBytes(pixels);
        return pixels;
    }

    static async IAsyncEnumerable<PixelImage> Images(string shard, int count, ImageShape image)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
        {
            var key = $"{shard}-{i}";
            yield return new PixelImage(
                new ImageRecord(key, i % Classes.Length, ImageStatus.Ok), Pixels(key, image));
        }
    }

    /// <summary>Stands for whatever made the dataset.</summary>
    sealed record MadeSpec : StageSpec
    {
        public override string Stage => "make";

        public override string Identity => "identity";

        internal override IEnumerable<string> Urls => [Output];

        internal override bool Accepts(ShardMark mark) => true;
    }
}
