using Tessera.Engines;
using Tessera.Engines.Spark;
using Tessera.Pipeline;
using Tessera.Pipeline.Sql;
using Tessera.Storage;

namespace Tessera.Cli.Bench;

/// <summary>
/// A job from its dataset to its confusion matrix, again and again in one session. Ingesting, training and the engine's
/// start are not timed: the clock starts when a statement that pipes the dataset's paths through a program that does
/// nothing has been answered. Between the turns the model is measured without a job.
/// </summary>
static class JobBenchmark
{
    const string ClassifiedName = "stats/classify/all.json";
    const string ConfusionName = "confusion.csv";

    public static async Task<IReadOnlyList<JobTiming>> RunAsync(
        JobOptions options,
        int turns,
        TimeProvider time,
        IProgress<StageProgress> progress,
        CancellationToken cancellation)
    {
        (options, var dataset) = await PrepareAsync(options, time, progress, cancellation);
        using var bare = await BareInference.StartAsync(
            options.Model!, options.Kernels, options.Threads, cancellation);
        var before = await bare.RateAsync(cancellation);
        await using var engine = await OpenAsync(options, dataset, time, progress, cancellation);
        await using var job = new Job(options, engine, time, progress);
        var timings = new List<JobTiming>();
        for (var turn = 0; turn < turns; turn++)
        {
            var timing = await TurnAsync(job, StorageSchemes.Open(options.Run!), time, cancellation);
            var after = await bare.RateAsync(cancellation);
            timings.Add(timing with { BareRate = (before + after) / 2 });
            before = after;
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

    /// <summary>
    /// One call, as <c>tessera evaluate</c> makes it; when a part of it was done, its last file tells.
    /// </summary>
    static async Task<JobTiming> TurnAsync(Job job, Folder run, TimeProvider time, CancellationToken cancellation)
    {
        _ = await job.IngestAsync(cancellation);
        var start = time.GetUtcNow();
        var metrics = await job.EvaluateAsync(cancellation);
        var end = time.GetUtcNow();
        var classified = await WrittenAsync(run, ClassifiedName, cancellation);
        var evaluated = await WrittenAsync(run, ConfusionName, cancellation);
        await ForgetAsync(run, cancellation);
        return new JobTiming(metrics.Images, classified - start, evaluated - classified, end - evaluated);
    }

    /// <summary>When a file was there, as the store tells; its clock is this machine's.</summary>
    static async Task<DateTimeOffset> WrittenAsync(Folder run, string name, CancellationToken cancellation) =>
        await run.StatAsync(name, cancellation) is { } entry
            ? entry.Modified
            : throw TesseraException.Environment($"'{run.UrlOf(name)}' has vanished; run the command again");

    static Task ForgetAsync(Folder folder, CancellationToken cancellation) => folder.DeleteAsync("", cancellation);
}
