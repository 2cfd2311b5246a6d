using System.Globalization;
using System.Text.Json;
using Tessera.EndToEnd.Cluster;
using Tessera.EndToEnd.Hdfs;
using Tessera.EndToEnd.MainJob;
using Tessera.Storage;
using Xunit.Sdk;

namespace Tessera.EndToEnd.Spark;

/// <summary>
/// HDFS with two data nodes, YARN and a standalone Spark, for the tests that run jobs on them one after the other: some
/// kill parts of it.
/// </summary>
[CollectionDefinition(Name)]
public sealed class SharedCluster : IAsyncLifetime, ICollectionFixture<SharedCluster>
{
    public const string Name = "cluster";

    /// <summary>What the command line of a worker has in it, and that of no launcher.</summary>
    public const string Worker = "Tessera.Cli.dll";

    /// <summary>The same of an executor.</summary>
    public const string Executor = "CoarseGrainedExecutorBackend";

    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    LocalCluster? _cluster;
    SkipException? _missing;
    JsonElement _state;

    /// <summary>Where there is no Spark, tests skip: a fixture cannot, or all of them would fail.</summary>
    LocalCluster Cluster => _cluster
        ?? throw (Exception?)_missing ?? new InvalidOperationException("the cluster has not been started");

    JsonElement State
    {
        get
        {
            _ = Cluster; // or skips
            return _state;
        }
    }

    /// <summary>The arguments that send a job to YARN, without an upload of Spark's own files.</summary>
    public static string[] Yarn =>
    [
        "--engine", "spark", "--master", "yarn",
        "--conf", $"spark.yarn.jars=local:{Environment.GetEnvironmentVariable("SPARK_HOME")}/jars/*",
    ];

    /// <summary>The arguments that send a job to the standalone Spark.</summary>
    public string[] Standalone => ["--engine", "spark", "--master", State.GetProperty("spark").GetString()!];

    public async ValueTask InitializeAsync()
    {
        try
        {
            SparkRequirement.Load();
        }
        catch (SkipException missing)
        {
            _missing = missing;
            return;
        }

        _cluster = new LocalCluster();
        await UpAsync();
    }

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Starts the small job on YARN, with a store of this name in HDFS.</summary>
    internal TesseraProcess StartOnYarn(string store, params IEnumerable<string> more) => TesseraProcess.StartWith(
        Surroundings(), SmallJob.Arguments(UrlOf(store), [.. Yarn, .. more]));

    internal Task<TesseraOutcome> RunOnYarnAsync(string store, params IEnumerable<string> more) =>
        RunAsync(store, [.. Yarn, .. more]);

    /// <summary>Runs the small job with a store of this name in HDFS.</summary>
    internal Task<TesseraOutcome> RunAsync(string store, IEnumerable<string> more) =>
        TesseraProcess.RunWithAsync(Surroundings(), SmallJob.Arguments(UrlOf(store), more));

    /// <summary>Fails unless a store holds what a run on Local leaves.</summary>
    public async Task RequireUndisturbedAsync(string store, string what)
    {
        using var copy = new TemporaryStore();
        await DownloadAsync(store, copy.Path);
        await SmallJob.RequireUndisturbedAsync(copy.Path, what);
    }

    /// <summary>Kills a daemon with SIGKILL and starts it again; whether it ran.</summary>
    public async Task<bool> RestartAsync(string daemon)
    {
        var ran = await KillAsync(daemon);
        await UpAsync();
        return ran;
    }

    /// <summary>Kills the name node and starts it again, in safe mode for so long.</summary>
    public async Task RestartIntoSafeModeAsync(TimeSpan duration)
    {
        await KillAsync("name-node");
        var up = UpAsync();
        await EnterSafeModeAsync();
        await Task.Delay(duration);
        await HdfsAsync("dfsadmin", "-safemode", "leave");
        await up;
    }

    /// <summary>As soon as the name node answers; each attempt takes a second or two.</summary>
    async Task EnterSafeModeAsync()
    {
        const int Attempts = 20;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await HdfsAsync("dfsadmin", "-safemode", "enter");
                return;
            }
            catch (Xunit.Sdk.XunitException) when (attempt < Attempts)
            {
                // it does not listen yet
            }
        }
    }

    /// <summary>Runs <c>hdfs COMMAND …</c>.</summary>
    public Task HdfsAsync(params IEnumerable<string> arguments) => Hdfs.Daemon.RunAsync(
        Path.Combine(HadoopRequirement.Home, "bin", "hdfs"),
        Surroundings()["HADOOP_CONF_DIR"],
        Path.Combine(Cluster.Folder, "logs", "client.log"),
        arguments);

    /// <summary>A worker of a job, as soon as there is one.</summary>
    internal async Task<int> WorkerAsync(TesseraProcess job)
    {
        while (await job.EndAsync(s_pause) is null)
        {
            if (Containers(Worker) is [var worker, ..])
            {
                return worker;
            }
        }

        throw new InvalidOperationException("the job ended before there was a worker");
    }

    /// <summary>The processes whose working folder is a container's and whose command line has this in it.</summary>
    public IReadOnlyList<int> Containers(string program) =>
    [
        .. Directory.GetDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _))
            .Where(process => IsContainer(process, program))
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture)),
    ];

    /// <summary>Copies a store out of HDFS.</summary>
    public async Task DownloadAsync(string store, string target)
    {
        var web = LocalCluster.Daemon(State, "name-node").GetProperty("web").GetString()!;
        await CopyAsync(StorageSchemes.Open($"webhdfs://{new Uri(web).Authority}/{store}"), target);
    }

    /// <summary>Starts whatever does not run.</summary>
    async Task UpAsync() => _state = await Cluster.RequireAsync("up", "--data-nodes", "2", "--spark-workers", "5");

    Task<bool> KillAsync(string daemon) =>
        Signal.SendAsync("-KILL", LocalCluster.ProcessOf(LocalCluster.Daemon(State, daemon)));

    string UrlOf(string store) => $"{State.GetProperty("hdfs").GetString()!.TrimEnd('/')}/{store}";

    Dictionary<string, string> Surroundings() => new()
    {
        ["HADOOP_CONF_DIR"] = State.GetProperty("hadoopConfDir").GetString()!,
        ["SPARK_LOCAL_IP"] = "127.0.0.1",
    };

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
