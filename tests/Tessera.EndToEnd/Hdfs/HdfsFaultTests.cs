using System.Diagnostics;
using System.Text;
using Tessera.Storage.Hdfs;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>What breaks is survived, and what cannot be is one line.</summary>
[Collection(SharedHdfs.Name)]
public sealed class HdfsFaultTests(LocalHdfs hdfs)
{
    const int Mebibytes = 200;
    const int FirstKill = 20;
    const int SecondKill = 120;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_nodes_that_die_while_a_file_is_read_cost_nothing()
    {
        var storage = hdfs.Open();
        await storage.CreateAsync("x", stream => Pattern.WriteAsync(stream, Mebibytes), Cancellation);

        await using var stream = await storage.OpenReadAsync("x", 0, Cancellation);
        await Pattern.RequireAsync(stream, Mebibytes, KillOneAfterTheOtherAsync);

        await hdfs.RestartDataNodeAsync(1);
    }

    [Fact]
    public async Task Data_nodes_that_die_while_a_file_is_written_cost_nothing()
    {
        var storage = hdfs.Open();
        var kills = new Queue<int>([FirstKill, SecondKill]);

        await storage.CreateAsync("x", stream => Pattern.WriteAsync(stream, Mebibytes, KillAsync), Cancellation);

        await using var written = await storage.OpenReadAsync("x", 0, Cancellation);
        await Pattern.RequireAsync(written, Mebibytes);
        Assert.Equal(["x"], await NamesAsync(storage));
        await hdfs.RestartDataNodeAsync(1);

        async Task KillAsync(int mebibyte)
        {
            if (kills.TryPeek(out var next) && mebibyte == next)
            {
                await KillOneAfterTheOtherAsync(kills.Dequeue());
            }
        }
    }

    [Fact]
    public async Task A_name_node_that_restarts_into_safe_mode_is_waited_for_and_people_are_told_once()
    {
        var storage = hdfs.Open();
        await CreateAsync(storage, "before");
        var said = new List<string>();
        HdfsNotices.Waiting += said.Add;
        try
        {
            hdfs.KillNameNode();
            var writing = CreateAsync(storage, "during");
            await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
            hdfs.StartNameNode(safeMode: TimeSpan.FromSeconds(8));
            await writing;
        }
        finally
        {
            HdfsNotices.Waiting -= said.Add;
        }

        Assert.Equal(["before", "during"], (await NamesAsync(storage)).Order());
        Assert.Contains("safe mode", Assert.Single(said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-setSpaceQuota", "-clrSpaceQuota", "100000000")]
    [InlineData("-setQuota", "-clrQuota", "2")]
    public async Task A_full_quota_is_one_line_at_once_and_its_lifting_suffices(string set, string clear, string quota)
    {
        var storage = hdfs.Open();
        await CreateAsync(storage, "before");
        await hdfs.RunAsync("dfsadmin", set, quota, storage.Url);

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => storage.CreateAsync("x", stream => Pattern.WriteAsync(stream, Mebibytes), Cancellation));
        await hdfs.RunAsync("dfsadmin", clear, storage.Url);
        await CreateAsync(storage, "x");

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains("quota", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Equal(["before", "x"], (await NamesAsync(storage)).Order());
    }

    [Fact]
    public async Task A_folder_that_belongs_to_another_is_one_line_at_once()
    {
        var storage = hdfs.Open();
        await CreateAsync(storage, "x");
        var stranger = hdfs.OpenAt(storage.Url, "mallory");

        var failures = new[]
        {
            await Assert.ThrowsAsync<TesseraException>(() => CreateAsync(stranger, "y")),
            await Assert.ThrowsAsync<TesseraException>(() => stranger.RenameAsync("x", "y", Cancellation)),
            await Assert.ThrowsAsync<TesseraException>(() => stranger.DeleteAsync("x", Cancellation)),
        };

        Assert.All(failures, failure => Assert.Equal(FailureKind.Environment, failure.Kind));
        Assert.All(failures, failure => Assert.Contains("user=mallory", failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_RPC_port_where_HTTP_is_meant_is_one_line() => await RequireErrorAsync(
        FailureKind.User, $"webhdfs://127.0.0.1:{hdfs.RpcPort}/x", "RPC port", $"hdfs://127.0.0.1:{hdfs.RpcPort}");

    [Fact]
    public async Task The_HTTP_port_where_RPC_is_meant_is_one_line() => await RequireErrorAsync(
        FailureKind.User, $"hdfs://127.0.0.1:{hdfs.HttpPort}/x", "HTTP port", $"webhdfs://127.0.0.1:{hdfs.HttpPort}");

    [Fact]
    public async Task A_host_that_does_not_exist_is_one_line() => await RequireErrorAsync(
        FailureKind.Environment, "hdfs://no-such-host.invalid:8020/x", "no-such-host.invalid", "HADOOP_CONF_DIR");

    [Fact]
    public async Task A_port_where_nobody_listens_is_one_line() => await RequireErrorAsync(
        FailureKind.Environment, $"webhdfs://127.0.0.1:{LoopbackPorts.Take(1)[0]}/x", "refused", "check host and port");

    async Task RequireErrorAsync(FailureKind kind, string url, params string[] words)
    {
        var clock = Stopwatch.StartNew();

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => hdfs.OpenAt(url).StatAsync("y", Cancellation));

        Assert.Equal(kind, failure.Kind);
        Assert.All(words, word => Assert.Contains(word, failure.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', failure.Message);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    /// <summary>So that the one in use is met for certain.</summary>
    async Task KillOneAfterTheOtherAsync(int mebibyte)
    {
        if (mebibyte == FirstKill)
        {
            hdfs.KillDataNode(0);
        }
        else if (mebibyte == SecondKill)
        {
            await hdfs.RestartDataNodeAsync(0);
            hdfs.KillDataNode(1);
        }
    }

    static Task<bool> CreateAsync(HdfsStorage storage, string path) => storage.CreateAsync(
        path, stream => stream.WriteAsync(Encoding.UTF8.GetBytes("text")).AsTask(), Cancellation);

    static async Task<List<string>> NamesAsync(HdfsStorage storage) =>
        await storage.ListAsync("", Cancellation).Select(entry => entry.Name).ToListAsync(Cancellation);
}
