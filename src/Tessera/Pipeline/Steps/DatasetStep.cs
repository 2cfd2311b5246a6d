using Tessera.Datasets;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>Runs a stage whose output is a dataset: shards first, the manifest last.</summary>
static class DatasetStep
{
    public static async Task<Dataset> RunAsync(
        JobContext job, StageSpec spec, Func<Task<DatasetPlan>> plan, CancellationToken cancellation)
    {
        var folder = spec.OpenOutput();
        if (await FindAsync(folder, spec, cancellation) is { } found)
        {
            return found;
        }

        // Before the lock is taken: a source that cannot be had leaves no folder behind.
        var planned = await plan();
        return await job.FillAsync(
            folder,
            () => FindAsync(folder, spec, cancellation),
            () => FillAsync(job, folder, planned, cancellation),
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
