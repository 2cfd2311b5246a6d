using System.Globalization;
using System.Text.Json;
using Tessera.Engines.Spark.Yarn;
using Tessera.Pipeline;
using Tessera.Pipeline.Sql;
using Tessera.Storage;

namespace Tessera.Engines.Spark;

/// <summary>
/// Maps stages over Apache Spark through SQL alone: Spark schedules, places and repeats tasks, workers of ours read and
/// write the shards. One Spark application serves all stages of a job; it starts with the first that needs it.
/// </summary>
public sealed class SparkEngine(
    SparkOptions options, Folder store, TimeProvider time, IProgress<StageProgress> progress) : ISqlEngine
{
    /// <summary>Tasks a slot of a large stage: enough that slots end together and a lost task costs little.</summary>
    const int MostTasksPerSlot = 3;

    /// <summary>Shards that a task should have at least: to start its process costs as much as three or four.</summary>
    const int FewestShards = 20;

    SparkSession? _session;

    /// <summary>Into how many tasks the session groups the files of a statement.</summary>
    int _tasks = options.Slots;

    /// <inheritdoc/>
    public async Task RequireAvailableAsync(CancellationToken cancellation)
    {
        _ = SparkInstallation.Find();
        _ = SqlPath.Of(store);
        if (options.IsYarn)
        {
            SqlPath.RequireShippable(store);
            await YarnCheck.RequireAsync(options, time, cancellation);
        }
        else if (!options.IsLocal)
        {
            await StandaloneCheck.RequireAsync(options.Master, time, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task MapAsync(
        StageSpec spec, IReadOnlyCollection<string> shards, Action<ShardMark> committed, CancellationToken cancellation)
    {
        if (spec.ShardFolder is null)
        {
            await using var here = new LocalEngine(options.Slots, time);
            await here.MapAsync(spec, shards, committed, cancellation);
            return;
        }

        TellOfLocalFolders(spec);
        foreach (var chunk in ShardChunk.Of(shards))
        {
            await MapAsync(spec, spec.ShardFolder, chunk, committed, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> QueryAsync(
        string purpose, string statements, CancellationToken cancellation)
    {
        var session = await SessionAsync(purpose, cancellation);
        var rows = await session.ExecuteAsync(statements, cancellation);
        return rows.Count > 0 ? rows : throw session.Failure($"{purpose} failed on Spark");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _session, null) is { } session)
        {
            await session.DisposeAsync();
        }
    }

    /// <summary>A path of this machine is one of a node's only if both see the same disk.</summary>
    void TellOfLocalFolders(StageSpec spec)
    {
        string[] local = options.IsLocal
            ? []
            : [.. spec.Urls.Where(url => StorageSchemes.Open(url).Storage is FileStorage).Distinct()];
        if (local.Length > 0)
        {
            Say(spec.Stage, $"every node must see this at the same path: '{string.Join("', '", local)}'");
        }
    }

    async Task MapAsync(
        StageSpec spec, Folder folder, ShardChunk chunk, Action<ShardMark> committed, CancellationToken cancellation)
    {
        var session = await SessionAsync(spec.Stage, cancellation);
        using var page = session.OpenPage();
        var marks = new MarkWatch(spec, chunk.Shards, committed);
        var watch = new StageWatch(spec.Stage, marks, page, time, progress);
        var transform = TransformStatement.Of(folder, chunk.Pattern, WorkerCommandLine.Of(spec));
        var statements = $"{SetTasks(TasksFor(chunk.Shards.Count))}{transform}";
        RequireSuccess(session, spec, await WatchedAsync(session, statements, watch, cancellation));
        await marks.LookAsync(cancellation);
        RequireNoneMissing(spec, marks);
    }

    /// <summary>
    /// A statement only where the session is set otherwise: each takes Spark 30 ms, its first one 100.
    /// </summary>
    string SetTasks(int tasks)
    {
        if (tasks == _tasks)
        {
            return "";
        }

        _tasks = tasks;
        return $"SET {TransformStatement.Tasks(tasks)};\n";
    }

    /// <summary>As many for each slot; fewer than that only where there are fewer shards.</summary>
    int TasksFor(int shards)
    {
        var slots = options.Slots;
        return Math.Min(shards, slots * Math.Clamp(shards / (slots * FewestShards), 1, MostTasksPerSlot));
    }

    /// <summary>The statement ends when the watch fails, such as when too many images did.</summary>
    static async Task<IReadOnlyList<string>> WatchedAsync(
        SparkSession session, string statement, StageWatch watch, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var executing = session.ExecuteAsync(statement, stop.Token);
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

    async Task<SparkSession> SessionAsync(string step, CancellationToken cancellation) =>
        _session ??= await StartAsync(step, cancellation);

    async Task<SparkSession> StartAsync(string stage, CancellationToken cancellation)
    {
        await RequireAvailableAsync(cancellation);
        var archive = await Task.Run(WorkerPackage.OfThisProgram, cancellation);
        var place = await archive.UploadAsync(store, cancellation);
        Say(stage, $"starting Spark on {options.Master}");
        var session = await LaunchAsync(stage, place, cancellation);
        Say(stage, $"Spark runs: {session.Application}");
        return session;
    }

    /// <summary>Starts Spark, and once more where it stumbled over itself.</summary>
    async Task<SparkSession> LaunchAsync(string stage, string archive, CancellationToken cancellation)
    {
        var log = new SparkLog(LogPath());
        try
        {
            return await LaunchAsync(stage, archive, log, cancellation);
        }
        catch (TesseraException) when (log.TellsOfRace)
        {
            Say(stage, "Spark stumbled over itself at its start: starting it again");
            return await LaunchAsync(stage, archive, new SparkLog(LogPath()), cancellation);
        }
    }

    Task<SparkSession> LaunchAsync(string stage, string archive, SparkLog log, CancellationToken cancellation)
    {
        if (!options.IsYarn)
        {
            return LaunchAsync(Arguments(archive), log, cancellation);
        }

        var watch = new YarnWatch(message => Say(stage, message), time);
        return watch.AccompanyAsync(
            LaunchAsync([.. watch.Arguments, .. Arguments(archive)], log, cancellation), cancellation);
    }

    Task<SparkSession> LaunchAsync(IEnumerable<string> arguments, SparkLog log, CancellationToken cancellation) =>
        SparkSession.StartAsync(SparkInstallation.Find(), arguments, SparkEnvironment(), log, time, cancellation);

    IEnumerable<string> Arguments(string archive) =>
    [
        "--name", "Tessera",
        "--archives", $"{SqlPath.AsUri(archive)}#{WorkerCommandLine.Folder}",
        "--conf", "spark.sql.catalogImplementation=in-memory",
        "--conf", "spark.sql.variable.substitute=false",
        "--conf", "spark.ui.showConsoleProgress=false",
        "--conf", "spark.task.reaper.enabled=true",
        "--conf", TransformStatement.Tasks(options.Slots),
        .. TransformStatement.Configuration.SelectMany(entry => new[] { "--conf", entry }),
        .. options.Arguments(),
    ];

    Dictionary<string, string> SparkEnvironment() =>
        options.IsLocal ? new() { ["SPARK_LOCAL_IP"] = "127.0.0.1" } : [];

    string LogPath() => Path.Combine(
        CacheFolder.Default,
        "logs",
        string.Create(
            CultureInfo.InvariantCulture, $"spark-{time.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}.log"));

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
}
