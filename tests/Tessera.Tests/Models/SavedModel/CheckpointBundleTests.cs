using Tessera.Models.SavedModel;

namespace Tessera.Tests.Models.SavedModel;

/// <summary>Checkpoints whose values stand in several data files.</summary>
public sealed class CheckpointBundleTests
{
    // More than what is read at once.
    const int Many = 20_000;

    static readonly float[] s_many = [.. Enumerable.Range(0, Many).Select(i => i * 0.5f)];

    [Fact]
    public void Each_variable_is_read_from_the_data_file_that_holds_it()
    {
        var folder = Good().ToFolder();

        var bundle = new CheckpointBundle(folder);

        Assert.Equal([1, 2, 3], Read(bundle, "first"));
        Assert.Equal(s_many, Read(bundle, "large"));
        Assert.Equal([4, 5], Read(bundle, "second"));
        Assert.Equal([6], Read(bundle, "third"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_data_file_that_the_index_does_not_count_is_refused(int shard)
    {
        var checkpoint = Good();
        checkpoint["second"].ShardId = shard;

        var failure = Refuse(checkpoint.ToFolder());

        Assert.Equal(
            $"variable 'second' of 'memory' is damaged: it is in data file {shard}, but there are 0 to 2",
            failure.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void An_index_that_counts_no_data_files_is_refused(int count)
    {
        var checkpoint = Good();
        checkpoint.ClaimedShards = count;

        var failure = Refuse(checkpoint.ToFolder());

        Assert.Equal(
            $"'memory/variables/variables.index' is damaged: it counts {count} data files", failure.Message);
    }

    [Fact]
    public void A_data_file_that_is_missing_is_named()
    {
        var checkpoint = Good();
        var folder = checkpoint.ToFolder();
        folder.Files.Remove(checkpoint.DataFile(1));

        var failure = Refuse(folder);

        Assert.Equal(
            "variable 'second' of 'memory' is damaged: its file variables/variables.data-00001-of-00003 does not exist",
            failure.Message);
        Assert.Equal([6], Read(new CheckpointBundle(folder), "third"));
    }

    [Theory]
    [InlineData(-8, 8)]
    [InlineData(Many * 4 + 4, 8)]
    [InlineData(long.MaxValue, 8)]
    [InlineData(0, long.MaxValue)]
    public void A_place_outside_of_its_data_file_is_refused(long offset, long size)
    {
        var checkpoint = Good();
        checkpoint["second"].Offset = offset;
        checkpoint["second"].Size = size;

        Assert.Contains("'second' of 'memory' is damaged", Refuse(checkpoint.ToFolder()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_another_data_file_are_noticed_by_their_checksum()
    {
        var checkpoint = Good();
        checkpoint["second"].ShardId = 0;
        checkpoint["second"].Offset = 0;

        Assert.Contains("its checksum is wrong", Refuse(checkpoint.ToFolder()).Message, StringComparison.Ordinal);
    }

    static CheckpointBuilder Good() => new CheckpointBuilder(3)
        .Add("first", 0, 1, 2, 3)
        .Add("large", 1, s_many)
        .Add("second", 1, 4, 5)
        .Add("third", 2, 6);

    static float[] Read(CheckpointBundle bundle, string key) => bundle.Read(key).Values<float>().ToArray();

    static TesseraException Refuse(MemoryModelFolder folder) =>
        Assert.Throws<TesseraException>(() => new CheckpointBundle(folder).Read("second"));
}
