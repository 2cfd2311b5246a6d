using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Tessera.EndToEnd.Cluster;

/// <summary>Real daemons of Hadoop.</summary>
public sealed class ClusterTests
{
    const int EnvironmentError = 3;
    const int UserError = 2;

    [Fact]
    public async Task A_cluster_comes_survives_a_killed_data_node_and_goes_without_a_trace()
    {
        await using var cluster = new LocalCluster();

        var up = await cluster.RequireAsync("up", "--data-nodes", "2");
        Assert.True(up.GetProperty("running").GetBoolean());
        await WriteAsync(up, "written before");
        var before = LocalCluster.Daemon(up, "data-node-2");
        await KillAsync(LocalCluster.ProcessOf(before));
        var status = await cluster.RunAsync("status");
        var again = await cluster.RequireAsync("up");

        Assert.Equal(EnvironmentError, status.ExitCode);
        Assert.Equal("dead", StateOf(LocalCluster.Result(status), "data-node-2"));
        Assert.Equal("running", StateOf(LocalCluster.Result(status), "data-node-1"));
        var after = LocalCluster.Daemon(again, "data-node-2");
        Assert.True(JsonElement.DeepEquals(before.GetProperty("ports"), after.GetProperty("ports")));
        Assert.Equal(
            LocalCluster.ProcessOf(LocalCluster.Daemon(up, "name-node")),
            LocalCluster.ProcessOf(LocalCluster.Daemon(again, "name-node")));
        Assert.Equal("written before", await ReadAsync(again));

        await cluster.RequireAsync("down");
        Assert.Empty(cluster.Processes());
    }

    [Fact]
    public async Task Data_outlives_the_daemons_and_a_taken_port_is_one_line()
    {
        await using var cluster = new LocalCluster();
        string[] small = ["--node-managers", "0"];

        await WriteAsync(await cluster.RequireAsync("up", small), "kept");
        var down = await cluster.RequireAsync("down");
        Assert.False(down.GetProperty("running").GetBoolean());
        var status = LocalCluster.Result(await cluster.RunAsync("status"));
        var port = LocalCluster.Daemon(status, "name-node").GetProperty("ports").GetProperty("http").GetInt32();
        using (var other = new TcpListener(IPAddress.Loopback, port))
        {
            other.Start();
            (await cluster.RunAsync("up")).RequireError(EnvironmentError, "name-node", "bind", "name-node.log");
        }

        Assert.Equal("kept", await ReadAsync(await cluster.RequireAsync("up")));
    }

    [Fact]
    public async Task An_up_that_is_killed_and_two_at_once_leave_one_cluster()
    {
        await using var cluster = new LocalCluster();
        string[] up = ["cluster", "up", "--folder", cluster.Folder, "--node-managers", "0"];

        using (var killed = TesseraProcess.Start(up))
        {
            await WaitForAsync(() => File.Exists(Path.Combine(cluster.Folder, "run", "data-node-1.pid")));
            await killed.KillAsync();
        }

        var both = await Task.WhenAll(cluster.RequireAsync("up"), cluster.RequireAsync("up"));

        Assert.True(JsonElement.DeepEquals(both[0].GetProperty("daemons"), both[1].GetProperty("daemons")));
        Assert.Equal(2, cluster.Processes().Count);
    }

    [Fact]
    public async Task A_folder_with_files_of_the_user_is_left_alone()
    {
        await using var cluster = new LocalCluster();
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(cluster.Folder, "data")).FullName, "mine");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        (await cluster.RunAsync("up")).RequireError(UserError, cluster.Folder, "--folder");
        (await cluster.RunAsync("down", "--delete-data")).RequireSuccess();

        Assert.True(File.Exists(file));
    }

    static string StateOf(JsonElement result, string daemon) =>
        LocalCluster.Daemon(result, daemon).GetProperty("state").GetString()!;

    static async Task KillAsync(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
        await WaitForAsync(() => process.HasExited);
    }

    static async Task WaitForAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    static async Task WriteAsync(JsonElement cluster, string text)
    {
        using var client = new HttpClient();
        using var content = new StringContent(text);
        using var answer = await client.PutAsync(FileUrl(cluster, "CREATE"), content);
        answer.EnsureSuccessStatusCode();
    }

    static async Task<string> ReadAsync(JsonElement cluster)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(FileUrl(cluster, "OPEN"));
    }

    static Uri FileUrl(JsonElement cluster, string operation) => new(
        LocalCluster.Daemon(cluster, "name-node").GetProperty("web").GetString()
        + $"/webhdfs/v1/file?op={operation}&user.name={Environment.UserName}&overwrite=true");
}
