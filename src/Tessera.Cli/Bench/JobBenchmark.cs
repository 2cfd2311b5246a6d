using Tessera.Engines;
using Tessera.Engines.Spark;
using Tessera.Pipeline;
using Tessera.Pipeline.Sql;
using Tessera.Storage;

namespace Tessera.Cli.Bench;

/// <summary>
/// A job from its dataset to its confusion matrix, again and again in one session. Ingesting, training and the engine's
/// start are not timed: the clock starts when a statement that pipes the dataset's paths through a program that does
/// nothing has been answered.
/// </summary>
static class JobBenchmark
{
    const string ConfusionName = "confusion.csv";

    public static async Task<IReadOnlyList<JobTiming>> RunAsync(
        JobOptions options,
        int turns,
        TimeProvider time,
        IProgress<StageProgress> progress,
        CancellationToken cancellation)
    {
        (options, var dataset) = await PrepareAsync(options, time, progress, cancellation);
        await using var engine = await OpenAsync(options, dataset, time, progress, cancellation);
        await using var job = new Job(options, engine, time, progress);
        var timings = new List<JobTiming>();
        for (var turn = 0; turn < turns; turn++)
        {
            timings.Add(await TurnAsync(job, time, cancellation));
        }

        return timings;
    }

    /// <summary>The dataset and the model are made, for a run whose folder is new.</summary>
    static async Task<(JobOptions Options, Folder Dataset)> PrepareAsync(
        JobOptions options, TimeProvider time, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var local = options with { Engine = EngineKind.Local, Spark = new SparkOptions() };
        await using var here = new Job(local, time, progress);
        var dataset = await here.IngestAsync(cancellation);
        var model = options.Model ?? (await here.TrainAsync(cancellation)).Url;
        var run = StorageSchemes.Open(options.Store).Sub($"runs/bench-{Guid.NewGuid():N}");
        return (options with { Model = model, Run = run.Url }, dataset.Folder);
    }

    static async Task<IEngine> OpenAsync(
        JobOptions options,
        Folder dataset,
        TimeProvider time,
        IProgress<StageProgress> progress,
        CancellationToken cancellation)
    {
        if (options.Engine == EngineKind.Local)
        {
            return new LocalEngine(options.Threads, time);
        }

        var spark = new SparkEngine(options.Spark, StorageSchemes.Open(options.Store), time, progress);
        _ = await spark.QueryAsync("warm-up", PipeThroughNothing(dataset), cancellation);
        return spark;
    }

    /// <summary>A row for each shard, whatever is in it.</summary>
    static string PipeThroughNothing(Folder dataset) =>
        @"SELECT to_json(struct(path)) FROM (SELECT TRANSFORM(path) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' "
        + @"USING 'cat' AS (path STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' "
        + $"FROM binaryFile.`{SqlPath.Of(dataset)}/*.npy`)";

    static async Task<JobTiming> TurnAsync(Job job, TimeProvider time, CancellationToken cancellation)
    {
        _ = await job.IngestAsync(cancellation);
        var start = time.GetTimestamp();
        var run = await job.ClassifyAsync(cancellation);
        var classified = time.GetTimestamp();
        var metrics = await job.EvaluateAsync(cancellation);
        var end = time.GetElapsedTime(start);
        var confusion = await SecondsToAsync(run, start, time, cancellation);
        await ForgetAsync(run, cancellation);
        return new JobTiming(
            metrics.Images,
            time.GetElapsedTime(start, classified),
            confusion - time.GetElapsedTime(start, classified),
            end - confusion);
    }

    /// <summary>When the confusion matrix was there, as the store tells; its clock is this machine's.</summary>
    static async Task<TimeSpan> SecondsToAsync(
        Folder run, long start, TimeProvider time, CancellationToken cancellation)
    {
        var entry = await run.StatAsync(ConfusionName, cancellation)
            ?? throw TesseraException.Environment($"'{run.UrlOf(ConfusionName)}' has vanished; run the command again");
        return time.GetElapsedTime(start) - (time.GetUtcNow() - entry.Modified);
    }

    static Task ForgetAsync(Folder folder, CancellationToken cancellation) => folder.DeleteAsync("", cancellation);
}
