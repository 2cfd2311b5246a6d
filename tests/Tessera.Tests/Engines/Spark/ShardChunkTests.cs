using Tessera.Engines.Spark;

namespace Tessera.Tests.Engines.Spark;

public sealed class ShardChunkTests
{
    [Fact]
    public void Few_shards_of_several_splits_are_one_chunk()
    {
        var chunk = Assert.Single(ShardChunk.Of([.. Names("train", 50), .. Names("test", 10)]));

        Assert.Equal("{train-00???,test-00???}.npy", chunk.Pattern);
        Assert.Equal(60, chunk.Shards.Count);
    }

    [Fact]
    public void Twenty_thousand_shards_are_chunks_of_a_thousand_each_shard_in_one()
    {
        var chunks = ShardChunk.Of(Names("train", 20_000)).ToList();

        Assert.Equal(20, chunks.Count);
        Assert.All(chunks, chunk => Assert.Equal(1000, chunk.Shards.Count));
        Assert.Equal(Names("train", 20_000), chunks.SelectMany(chunk => chunk.Shards).Order());
        Assert.Equal("train-19???.npy", chunks[^1].Pattern);
    }

    [Fact]
    public void Only_runs_of_which_something_is_missing_are_named()
    {
        var chunk = Assert.Single(ShardChunk.Of(["train-00007", "train-13001"]));

        Assert.Equal("{train-00???,train-13???}.npy", chunk.Pattern);
    }

    [Fact]
    public void A_name_of_two_letters_is_a_pattern_too() =>
        Assert.Equal("??.npy", Assert.Single(ShardChunk.Of(["ab"])).Pattern);

    static IEnumerable<string> Names(string split, int count) =>
        Enumerable.Range(0, count).Select(index => $"{split}-{index:00000}");
}
