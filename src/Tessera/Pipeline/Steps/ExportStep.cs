using Tessera.Engines;
using Tessera.Pipeline.Classify;
using Tessera.Pipeline.Sql;
using Tessera.Results;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>Writes a run's predictions for other programs, by Spark: <c>predictions.parquet/</c>.</summary>
static class ExportStep
{
    const string StepName = "export";
    const string ParquetName = "predictions.parquet";

    public static async Task RunAsync(JobContext job, Folder run, Metrics metrics, CancellationToken cancellation)
    {
        if (job.Options.Export == ExportFormat.None)
        {
            return;
        }

        var spec = await EvaluateStep.OpenSpecAsync(run, cancellation);
        var identity = IdentityOf(spec);
        await job.FillAsync(
            run,
            async () => await CompletionMark.IsThereAsync(run, StepName, identity, cancellation) ? run : null,
            async () =>
            {
                await WriteAsync(job, run, metrics.Images, cancellation);
                await CompletionMark.WriteAsync(run, StepName, identity, [], cancellation);
                return run;
            },
            cancellation);
    }

    static string IdentityOf(ClassifySpec spec) => new Identity(StepName)
        .With("run", spec.Identity)
        .With("as", ExportFormat.Parquet)
        .ToString();

    static async Task WriteAsync(JobContext job, Folder run, long images, CancellationToken cancellation)
    {
        var target = run.Sub(ParquetName);
        var rows = await ((ISqlEngine)job.Engine).QueryAsync(
            StepName, PredictionTable.ToParquet(run, target), cancellation);
        var written = CrossCheck.Parse(rows).Single().Total;
        if (written != images)
        {
            throw TesseraException.Environment(
                $"'{target.Url}' holds {written} of {images} predictions; run the command again");
        }

        job.Say(StepName, target.Url);
    }
}
