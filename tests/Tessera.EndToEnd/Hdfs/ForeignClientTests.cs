using Tessera.Storage;
using Tessera.Tests;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>Files that a client of neither Hadoop's making nor ours exchanges with us.</summary>
[Collection(SharedHdfs.Name)]
public sealed class ForeignClientTests(LocalHdfs hdfs)
{
    const int Mebibytes = 5;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("with a space")]
    [InlineData("100 % and %20")]
    [InlineData("ü-кот-猫-😀")]
    public async Task It_reads_our_files_and_we_read_its(string name)
    {
        using var folder = new TemporaryFolder();
        var storage = hdfs.Open();
        await storage.CreateAsync($"{name}/ours", stream => Pattern.WriteAsync(stream, Mebibytes), Cancellation);

        await ForeignClient.RunAsync(hdfs, "get", ForeignClient.PathOf(storage, $"{name}/ours"), folder.At("ours"));
        await ForeignClient.RunAsync(hdfs, "put", folder.At("ours"), ForeignClient.PathOf(storage, $"{name}/theirs"));

        await using (var local = File.OpenRead(folder.At("ours")))
        {
            Assert.Equal(Pattern.Sha256(Mebibytes), await Checksum.Sha256Async(local, Cancellation));
        }

        await using var theirs = await storage.OpenReadAsync($"{name}/theirs", 0, Cancellation);
        Assert.Equal(Pattern.Sha256(Mebibytes), await Checksum.Sha256Async(theirs, Cancellation));
        await storage.DeleteAsync("", Cancellation);
    }

    [Fact]
    public async Task Empty_files_are_files_both_ways()
    {
        using var folder = new TemporaryFolder();
        var storage = hdfs.Open();
        await storage.CreateAsync("ours", _ => Task.CompletedTask, Cancellation);

        await ForeignClient.RunAsync(hdfs, "get", ForeignClient.PathOf(storage, "ours"), folder.At("ours"));
        await ForeignClient.RunAsync(hdfs, "touch", ForeignClient.PathOf(storage, "theirs"));

        Assert.Equal(0, new FileInfo(folder.At("ours")).Length);
        Assert.Equal(0, (await storage.StatAsync("theirs", Cancellation))?.Length);
        await storage.DeleteAsync("", Cancellation);
    }
}
