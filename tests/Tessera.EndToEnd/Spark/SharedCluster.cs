using System.Globalization;
using System.Text.Json;
using Tessera.EndToEnd.Cluster;
using Tessera.Storage;

namespace Tessera.EndToEnd.Spark;

/// <summary>HDFS with two data nodes and YARN, for the tests that run jobs on them.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    LocalCluster? _cluster;
    JsonElement _state;

    /// <summary>What a process needs to find the cluster.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; private set; } = new Dictionary<string, string>();

    /// <summary>The arguments that send a job to YARN, without an upload of Spark's own files.</summary>
    public static IReadOnlyList<string> Yarn =>
    [
        "--engine", "spark", "--master", "yarn",
        "--conf", $"spark.yarn.jars=local:{System.Environment.GetEnvironmentVariable("SPARK_HOME")}/jars/*",
    ];

    LocalCluster Cluster => _cluster ?? throw new InvalidOperationException("the cluster has not been started");

    public async ValueTask InitializeAsync()
    {
        SparkRequirement.Load();
        _cluster = new LocalCluster();
        await UpAsync();
        Environment = new Dictionary<string, string>
        {
            ["HADOOP_CONF_DIR"] = _state.GetProperty("hadoopConfDir").GetString()!,
            ["SPARK_LOCAL_IP"] = "127.0.0.1",
        };
    }

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Starts whatever does not run.</summary>
    public async Task UpAsync() => _state = await Cluster.RequireAsync("up", "--data-nodes", "2");

    public string Store(string name) => $"{_state.GetProperty("hdfs").GetString()!.TrimEnd('/')}/{name}";

    public int ProcessOf(string daemon) => LocalCluster.ProcessOf(LocalCluster.Daemon(_state, daemon));

    /// <summary>The processes whose working folder is a container's and whose command line has this in it.</summary>
    public IReadOnlyList<int> Containers(string program) =>
    [
        .. Directory.GetDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _))
            .Where(process => IsContainer(process, program))
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture)),
    ];

    /// <summary>Copies a store out of HDFS.</summary>
    public async Task DownloadAsync(string name, string target)
    {
        var web = LocalCluster.Daemon(_state, "name-node").GetProperty("web").GetString()!;
        var address = new Uri(web);
        await CopyAsync(StorageSchemes.Open($"webhdfs://{address.Authority}/{name}"), target);
    }

    static async Task CopyAsync(Folder source, string target)
    {
        Directory.CreateDirectory(target);
        await foreach (var entry in source.ListAsync(TestContext.Current.CancellationToken))
        {
            var path = Path.Combine(target, entry.Name);
            if (entry.Kind == StorageEntryKind.Folder)
            {
                await CopyAsync(source.Sub(entry.Name), path);
                continue;
            }

            await using var from = await source.OpenReadAsync(entry.Name, TestContext.Current.CancellationToken);
            await using var to = File.Create(path);
            await from.CopyToAsync(to, TestContext.Current.CancellationToken);
        }
    }

    bool IsContainer(string process, string program)
    {
        try
        {
            var folder = new FileInfo(Path.Combine(process, "cwd")).LinkTarget ?? "";
            return folder.StartsWith(Cluster.Folder, StringComparison.Ordinal)
                && File.ReadAllText(Path.Combine(process, "cmdline")).Contains(program, StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended meanwhile
        }
    }
}
