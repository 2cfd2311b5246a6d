using Tessera.Datasets;
using Tessera.Pipeline.Classify;
using Tessera.Results;
using Tessera.Results.Report;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>Gathers what a run left behind, wherever it lies, into one page for people.</summary>
static class ReportStep
{
    public const string StepName = "report";
    public const string FileName = "report.html";

    const string HistoryName = "assets.extra/history.json";

    public static async Task<string> RunAsync(
        JobContext job, Folder run, Metrics metrics, CancellationToken cancellation)
    {
        var spec = await EvaluateStep.OpenSpecAsync(run, cancellation);
        var identity = new Identity(StepName)
            .With("figures", EvaluateStep.IdentityOf(spec))
            .With("version", ProductVersion.Text)
            .ToString();
        return await job.FillAsync(
            run,
            async () => await CompletionMark.IsThereAsync(run, StepName, identity, cancellation)
                ? run.UrlOf(FileName)
                : null,
            async () =>
            {
                var html = HtmlReport.Render(await GatherAsync(job, run, spec, metrics, cancellation));
                var file = await run.WriteAsync(
                    FileName, stream => stream.WriteAsync(html, cancellation).AsTask(), cancellation);
                await CompletionMark.WriteAsync(run, StepName, identity, [file], cancellation);
                return run.UrlOf(FileName);
            },
            cancellation);
    }

    static async Task<ReportData> GatherAsync(
        JobContext job, Folder run, ClassifySpec spec, Metrics metrics, CancellationToken cancellation)
    {
        var dataset = await spec.OpenInputAsync(cancellation);
        var model = StorageSchemes.Open(spec.Model);
        var file = await RunFile.ReadAsync(run, cancellation);
        var collector = await CollectAsync(job, run, spec, dataset, cancellation);
        return new ReportData
        {
            Dataset = dataset.Manifest.Name,
            Network = TrainedModel.NameOf(model),
            Created = job.Time.GetUtcNow(),
            Metrics = metrics,
            Confusion = collector.Confusion,
            Confidences = collector.Confidences,
            Mistakes = await MistakePictures.ReadAsync(dataset, collector.Worst, cancellation),
            History = await HistoryAsync(model, cancellation),
            Stages = await StageTimings.ReadAsync(run, dataset, model, cancellation),
            Command = file.Command,
            Options = RunFacts.Options(file),
            Versions = RunFacts.Versions(file),
            Files =
            [
                new DataFile(EvaluateStep.MetricsName, "the figures"),
                new DataFile(EvaluateStep.ConfusionName, "the confusion matrix"),
                new DataFile($"{ClassifyStage.FolderName}/", "one line an image"),
                new DataFile(RunFile.FileName, "options, inputs and versions"),
            ],
        };
    }

    static async Task<ReportCollector> CollectAsync(
        JobContext job, Folder run, ClassifySpec spec, Dataset dataset, CancellationToken cancellation)
    {
        var collector = new ReportCollector(dataset.Manifest.Classes, ReportCollector.DefaultMistakes);
        var predictions = run.Sub(ClassifyStage.FolderName);
        var shards = dataset.Split(spec.Split).Shards;
        var counter = new ShardCounter(job, StepName, shards.Length);
        foreach (var shard in shards)
        {
            await using var stream = await predictions.OpenReadAsync(ClassifyStage.FileName(shard.Name), cancellation);
            await collector.AddShardAsync(stream, shard.Name, cancellation);
            counter.Next();
        }

        return collector;
    }

    /// <summary>The learning curve of a model that Tessera trained; empty for others.</summary>
    static async Task<IReadOnlyList<LearningEpoch>> HistoryAsync(Folder model, CancellationToken cancellation) =>
        await model.ExistsAsync(HistoryName, cancellation)
            ? await JsonFile.ReadAsync(model, HistoryName, TesseraJson.Default.LearningEpochArray, cancellation)
            : [];
}
