using System.Text;
using Tessera.Storage;
using Tessera.Storage.Hdfs;
using Tessera.Tests;
using Tessera.Tests.Storage;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>Files that Hadoop's own client and ours exchange.</summary>
[Collection(SharedHdfs.Name)]
public sealed class HdfsFileTests(LocalHdfs hdfs)
{
    const int Gibibyte = 1024;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gibibyte_passes_through_both_ways_in_flat_memory()
    {
        using var folder = new TemporaryFolder();
        var storage = hdfs.Open();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await storage.CreateAsync(
            "ours", stream => Pattern.WriteAsync(stream, Gibibyte, RequireFlatAsync), Cancellation);
        await hdfs.RunAsync("dfs", "-get", $"{storage.Url}/ours", folder.At("ours"));
        await hdfs.RunAsync("dfs", "-put", folder.At("ours"), $"{storage.Url}/theirs");

        await using (var local = File.OpenRead(folder.At("ours")))
        {
            Assert.Equal(Pattern.Sha256(Gibibyte), await Checksum.Sha256Async(local, Cancellation));
        }

        await using var theirs = await storage.OpenReadAsync("theirs", 0, Cancellation);
        await Pattern.RequireAsync(theirs, Gibibyte, RequireFlatAsync);
        await storage.DeleteAsync("", Cancellation);

        // on the way, not in the end: what is held only while it passes counts
        Task RequireFlatAsync(int mebibyte)
        {
            if (mebibyte % 64 == 0)
            {
                Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_shard_is_one_block()
    {
        var storage = hdfs.Open();

        await storage.CreateAsync("shard", stream => Pattern.WriteAsync(stream, 100), Cancellation);

        Assert.Equal("134217728", (await hdfs.RunAsync("dfs", "-stat", "%o", $"{storage.Url}/shard")).Trim());
        await storage.DeleteAsync("", Cancellation);
    }

    [Fact]
    public async Task Empty_files_are_files_both_ways()
    {
        var storage = hdfs.Open();

        await storage.CreateAsync("ours", _ => Task.CompletedTask, Cancellation);
        await hdfs.RunAsync("dfs", "-touchz", $"{storage.Url}/theirs");

        Assert.Equal("0", (await hdfs.RunAsync("dfs", "-stat", "%b", $"{storage.Url}/ours")).Trim());
        Assert.Equal("", await ReadAsync(storage, "theirs"));
        Assert.Equal("", await ReadAsync(storage, "ours"));
    }

    [Theory]
    [InlineData("a b+c&d=e")]
    [InlineData("50% off? #1; 'x' \"y\"")]
    [InlineData("ü-кот-猫-😀")]
    [InlineData("[a]{b}*~^`|<>$!@(),\\")]
    [InlineData("%2F%25+%20")]
    public async Task Unusual_names_are_the_same_to_Hadoop(string name)
    {
        var storage = hdfs.Open();
        await storage.CreateAsync($"{name}/{name}", WriteAsync, Cancellation);

        var listed = await hdfs.RunAsync("dfs", "-ls", "-R", "-C", storage.Url);

        Assert.Contains($"{storage.Url}/{name}/{name}\n", listed, StringComparison.Ordinal);
        Assert.Equal("text", await ReadAsync(storage, $"{name}/{name}"));
        Assert.True(await storage.RenameAsync($"{name}/{name}", $"{name} 2/{name}", Cancellation));
        Assert.NotNull(await storage.StatAsync($"{name} 2/{name}", Cancellation));
    }

    [Fact]
    public async Task A_colon_in_a_name_is_refused_in_one_line()
    {
        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => hdfs.Open().CreateAsync("a:b", WriteAsync, Cancellation));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains("':'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listings_come_in_pages()
    {
        var storage = hdfs.Open();
        await hdfs.RunAsync(["dfs", "-mkdir", "-p", .. Enumerable.Range(0, 250).Select(i => $"{storage.Url}/{i} %")]);

        var names = await storage.ListAsync("", Cancellation).Select(entry => entry.Name).ToListAsync(Cancellation);

        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"{i} %").Order(), names.Order());
    }

    /// <summary>A name node without Kerberos gives tokens out and renews them, but goes by the user's name.</summary>
    [Fact]
    public async Task A_token_from_a_file_is_one_that_the_name_node_knows()
    {
        using var folder = new TemporaryFolder();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{hdfs.HttpPort}/webhdfs/v1/") };
        var service = $"127.0.0.1:{hdfs.RpcPort}";
        var given = await http.GetStringAsync("?op=GETDELEGATIONTOKEN&user.name=alice&renewer=alice", Cancellation);
        TokenFiles.Write(folder.At("tokens"), "HDFS_DELEGATION_TOKEN", [service], given.Split('"')[^2]);

        var token = TokenFile.Read(folder.At("tokens")).Find(service, []);
        using var renewed = await http.PutAsync(
            $"?op=RENEWDELEGATIONTOKEN&user.name=alice&token={token}", null, Cancellation);

        Assert.Contains("\"long\"", await renewed.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    static Task WriteAsync(Stream stream) => stream.WriteAsync(Encoding.UTF8.GetBytes("text")).AsTask();

    static async Task<string> ReadAsync(HdfsStorage storage, string path)
    {
        await using var stream = await storage.OpenReadAsync(path, 0, Cancellation);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
