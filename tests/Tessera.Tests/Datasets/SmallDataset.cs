using Tessera.Datasets;
using Tessera.Pipeline;
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
        var marks = new List<(string Split, ShardMark Mark)>();
        foreach (var split in new[] { SplitManifest.Train, SplitManifest.Test })
        {
            for (var i = 0; i < shards; i++)
            {
                var name = PixelShard.Name(split, i);
                var summary = await PixelShardWriter.WriteAsync(
                    folder, name, imagesPerShard, image, Images(name, imagesPerShard, image), cancellation);
                marks.Add((split, PixelShardMark.Of(name, summary)));
            }
        }

        var manifest = PixelShardMark.Dataset("small", "identity", Classes, image, marks);
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
}
