using System.Globalization;
using System.Text.Json;
using Tessera.Pipeline;
using Tessera.Storage;

namespace Tessera.Engines.Spark;

/// <summary>
/// Maps stages over Apache Spark through SQL alone: Spark schedules, places and repeats tasks, workers of ours read and
/// write the shards. One Spark application serves all stages of a job; it starts with the first that needs it.
/// </summary>
public sealed class SparkEngine(
    SparkOptions options, Folder store, TimeProvider time, IProgress<StageProgress> progress) : IEngine
{
    /// <summary>Tasks a slot: enough that slots end together and a lost task costs little.</summary>
    const int TasksPerSlot = 3;

    const string WorkerFolder = "worker";

    SparkSession? _session;

    /// <inheritdoc/>
    public async Task MapAsync(
        StageSpec spec, IReadOnlyCollection<string> shards, Action<ShardMark> committed, CancellationToken cancellation)
    {
        if (spec.ShardFiles is not { } files)
        {
            await using var here = new LocalEngine(options.Slots, time);
            await here.MapAsync(spec, shards, committed, cancellation);
            return;
        }

        var session = _session ??= await StartAsync(spec.Stage, cancellation);
        var statement = TransformStatement.Of(
            UrlOf(files.Folder), files.Pattern, $"./{WorkerFolder}/tessera worker {Worker.Encode(spec)}");
        await session.ExecuteAsync(
            TransformStatement.Tasks(Math.Min(shards.Count, TasksPerSlot * options.Slots)), cancellation);
        var watch = new MarkWatch(spec, shards, committed, time);
        var rows = await WatchedAsync(session.ExecuteAsync, statement, watch, cancellation);
        RequireSuccess(session, spec, rows);
        await watch.LookAsync(cancellation);
        RequireNoneMissing(spec, watch);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }
    }

    /// <summary>The statement ends when the watch fails, such as when too many images did.</summary>
    static async Task<IReadOnlyList<string>> WatchedAsync(
        Func<string, CancellationToken, Task<IReadOnlyList<string>>> execute,
        string statement,
        MarkWatch watch,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var executing = execute(statement, stop.Token);
        var watching = watch.FollowAsync(stop.Token);
        try
        {
            if (await Task.WhenAny(executing, watching) == watching)
            {
                await watching;
            }

            return await executing;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(executing, watching).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    async Task<SparkSession> StartAsync(string stage, CancellationToken cancellation)
    {
        var spark = SparkInstallation.Find();
        _ = TransformStatement.Require(UrlOf(store));
        await MasterCheck.RequireAsync(options, time, cancellation);
        var archive = await Task.Run(WorkerPackage.OfThisProgram, cancellation);
        var place = await archive.UploadAsync(store, cancellation);
        Say(stage, $"starting Spark on {options.Master}");
        var session = await SparkSession.StartAsync(
            spark, Arguments(place), SparkEnvironment(), new SparkLog(LogPath()), time, cancellation);
        Say(stage, $"Spark runs: {session.Application}");
        return session;
    }

    IEnumerable<string> Arguments(string archive) =>
    [
        "--name", "Tessera",
        "--archives", $"{UrlOf(archive)}#{WorkerFolder}",
        "--conf", "spark.sql.catalogImplementation=in-memory",
        "--conf", "spark.sql.variable.substitute=false",
        "--conf", "spark.ui.showConsoleProgress=false",
        "--conf", "spark.task.reaper.enabled=true",
        .. options.Arguments(),
    ];

    Dictionary<string, string> SparkEnvironment() =>
        options.IsLocal ? new() { ["SPARK_LOCAL_IP"] = "127.0.0.1" } : [];

    string LogPath() => Path.Combine(
        CacheFolder.Default,
        "logs",
        string.Create(CultureInfo.InvariantCulture, $"spark-{time.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}.log"));

    void Say(string stage, string message) => progress.Report(new StageProgress(stage, "", 0, 0, 0, message));

    static void RequireSuccess(SparkSession session, StageSpec spec, IReadOnlyList<string> rows)
    {
        if (rows.Count == 0)
        {
            throw session.Failure($"{spec.Stage} failed on Spark");
        }

        foreach (var row in rows)
        {
            if (JsonSerializer.Deserialize(row, TesseraJsonLines.Default.WorkerRow)?.Fatal is { } fatal)
            {
                throw TesseraException.User(fatal);
            }
        }
    }

    static void RequireNoneMissing(StageSpec spec, MarkWatch watch)
    {
        if (watch.Missing.Count > 0)
        {
            throw TesseraException.Environment(
                $"{spec.Stage}: Spark ended without {watch.Missing.Count} shards, such as {watch.Missing.First()}; "
                + "run the command again");
        }
    }

    static string UrlOf(Folder folder) => UrlOf(folder.Url);

    /// <summary>Spark takes a path without a scheme for one in its default file system.</summary>
    static string UrlOf(string url) => url.Contains("://", StringComparison.Ordinal) ? url : $"file://{url}";
}
