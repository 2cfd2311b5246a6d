using Tessera.Datasets;
using Tessera.Engines;
using Tessera.Pipeline.Classify;
using Tessera.Pipeline.Sql;
using Tessera.Results;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>Adds up what the shards' marks counted: <c>metrics.json</c> and <c>confusion.csv</c>.</summary>
static class EvaluateStep
{
    public const string StepName = "evaluate";
    public const string MetricsName = "metrics.json";
    public const string ConfusionName = "confusion.csv";

    public static async Task<Metrics> RunAsync(JobContext job, Folder run, CancellationToken cancellation)
    {
        var spec = await OpenSpecAsync(run, cancellation);
        return await job.FillAsync(
            run,
            () => FindAsync(run, spec, cancellation),
            () => FillAsync(job, run, spec, cancellation),
            cancellation);
    }

    /// <summary>Figures of another format are computed again from the marks.</summary>
    public static string IdentityOf(ClassifySpec spec) => new Identity(StepName)
        .With("run", spec.Identity)
        .With("format", Metrics.CurrentFormat)
        .ToString();

    /// <summary>How the run in a folder was classified.</summary>
    public static async Task<ClassifySpec> OpenSpecAsync(Folder run, CancellationToken cancellation)
    {
        var spec = await JsonFile.ReadAsync(run, StageSpec.FileName, TesseraJson.Default.StageSpec, cancellation);
        return spec as ClassifySpec
            ?? throw TesseraException.User($"'{run.Url}' is no run: it holds the output of {spec.Stage}");
    }

    static async Task<Metrics?> FindAsync(Folder run, ClassifySpec spec, CancellationToken cancellation)
    {
        if (!await CompletionMark.IsThereAsync(run, StepName, IdentityOf(spec), cancellation))
        {
            return null;
        }

        await using var stream = await run.OpenReadAsync(MetricsName, cancellation);
        using var json = new MemoryStream();
        await stream.CopyToAsync(json, cancellation);
        return MetricsJson.Parse(json.ToArray(), run.UrlOf(MetricsName));
    }

    static async Task<Metrics> FillAsync(
        JobContext job, Folder run, ClassifySpec spec, CancellationToken cancellation)
    {
        var dataset = await spec.OpenInputAsync(cancellation);
        var tally = await SumAsync(job, run, spec, dataset, cancellation);
        var metrics = tally.ToMetrics(spec.Split);
        var confusion = ConfusionCsv.Format(tally.Confusion, dataset.Manifest.Classes);
        var files = await Task.WhenAll(
            WriteAsync(run, MetricsName, MetricsJson.Format(metrics), cancellation),
            WriteAsync(run, ConfusionName, confusion, cancellation));
        if (job.Engine is ISqlEngine sql)
        {
            await CrossCheck.RequireAsync(sql, StepName, run, tally, cancellation);
        }

        await CompletionMark.WriteAsync(run, StepName, IdentityOf(spec), files, cancellation);
        return metrics;
    }

    static async Task<PredictionTally> SumAsync(
        JobContext job, Folder run, ClassifySpec spec, Dataset dataset, CancellationToken cancellation)
    {
        var marks = new MarkStore(run, spec.Stage, spec.Identity);
        var tally = new PredictionTally(dataset.Manifest.Classes);
        var shards = dataset.Split(spec.Split).Shards;
        var read = ReadAhead.SelectAsync(shards, shard => marks.ReadAsync(shard.Name, cancellation), cancellation);
        var counter = new ShardCounter(job, StepName, shards.Length);
        var next = 0;
        await foreach (var mark in read)
        {
            var shard = shards[next++];
            if (mark?.Predictions is null || mark.Images != shard.Images)
            {
                throw TesseraException.User(
                    $"'{run.Url}' is not finished: shard {shard.Name} is missing; "
                    + "run `tessera classify` with the same options");
            }

            Add(tally, mark, marks);
            counter.Next();
        }

        return tally;
    }

    static void Add(PredictionTally tally, ShardMark mark, MarkStore marks)
    {
        try
        {
            tally.Add(mark.Predictions!);
        }
        catch (FormatException failure)
        {
            throw TesseraException.User(
                $"'{marks.UrlOf(mark.Shard)}' is damaged: {failure.Message}; delete it and run the command again",
                failure);
        }
    }

    static Task<WrittenFile> WriteAsync(Folder run, string name, byte[] bytes, CancellationToken cancellation) =>
        run.WriteAsync(name, stream => stream.WriteAsync(bytes, cancellation).AsTask(), cancellation);
}
