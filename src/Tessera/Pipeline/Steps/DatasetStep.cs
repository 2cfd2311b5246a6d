using Tessera.Datasets;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>Runs a stage whose output is a dataset: shards first, the manifest last.</summary>
static class DatasetStep
{
    public static Task<Dataset> RunAsync(
        JobContext job, StageSpec spec, Func<Task<DatasetPlan>> plan, CancellationToken cancellation)
    {
        var folder = spec.OpenOutput();
        return job.FillAsync(
            folder,
            () => FindAsync(folder, spec, cancellation),
            async () => await FillAsync(job, folder, await plan(), cancellation),
            cancellation);
    }

    /// <summary>The finished dataset of these very options; anything else in the folder does not exist.</summary>
    static async Task<Dataset?> FindAsync(Folder folder, StageSpec spec, CancellationToken cancellation) =>
        await Dataset.TryOpenAsync(folder, cancellation) is { } dataset
            && dataset.Manifest.Identity == spec.Identity
            && await dataset.IsCompleteAsync(cancellation)
            ? dataset
            : null;

    static async Task<Dataset> FillAsync(
        JobContext job, Folder folder, DatasetPlan plan, CancellationToken cancellation)
    {
        var shards = plan.Shards.Select(entry => entry.Shard).ToList();
        var builder = new DatasetBuilder(plan);
        await job.Runner.RunAsync(plan.Spec, shards, job.Options.ErrorPolicy, builder.Add, cancellation);
        var manifest = builder.Build();
        await JsonFile.WriteAsync(
            folder, DatasetManifest.FileName, manifest, TesseraJson.Default.DatasetManifest, cancellation);
        return new Dataset(folder, manifest);
    }
}
