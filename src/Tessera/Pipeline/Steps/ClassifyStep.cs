using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Pipeline.Classify;
using Tessera.Pipeline.Preprocess;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>Classifies a split: a prediction for every image, in the run's folder.</summary>
static class ClassifyStep
{
    /// <exception cref="TesseraException">The model does not take such images.</exception>
    public static async Task<ClassifyPlan> PlanAsync(
        JobContext job, SizedDataset sized, Folder model, CancellationToken cancellation)
    {
        var spec = await SpecAsync(job, sized, model, cancellation);
        TrainedModel.RequireFits(
            spec.Feed?.Metadata ?? ModelMetadataFile.Read(new StorageModelFolder(model))!, sized);
        return new ClassifyPlan(
            spec,
            RunFile.RecipeOf(job.Options, sized.Dataset),
            Array.ConvertAll(
                sized.Dataset.Split(spec.Split).Shards, shard => new ShardPlan(shard.Name, shard.Images)));
    }

    /// <summary>Gives the run's folder.</summary>
    public static Task<Folder> RunAsync(JobContext job, ClassifyPlan plan, CancellationToken cancellation)
    {
        var run = plan.Spec.OpenOutput();
        return job.FillAsync(
            run, () => FindAsync(run, plan, cancellation), () => FillAsync(job, run, plan, cancellation), cancellation);
    }

    /// <summary>Whether a folder holds a run in which every image has its prediction.</summary>
    public static async Task<bool> IsFinishedAsync(Folder run, CancellationToken cancellation)
    {
        if (!await run.ExistsAsync(StageSpec.FileName, cancellation))
        {
            return false;
        }

        var spec = await EvaluateStep.OpenSpecAsync(run, cancellation);
        return await CompletionMark.IsThereAsync(run, spec.Stage, spec.Identity, cancellation);
    }

    static async Task<ClassifySpec> SpecAsync(
        JobContext job, SizedDataset sized, Folder model, CancellationToken cancellation)
    {
        var options = job.Options;
        var dataset = sized.Dataset;
        var spec = new ClassifySpec
        {
            Output = "",
            Input = dataset.Folder.Url,
            InputChecksum = dataset.Manifest.Checksum,
            Resize = sized.Resize,
            Model = model.Url,
            ModelChecksum = await TrainedModel.ChecksumAsync(model, cancellation),
            Split = dataset.Split(options.Split).Name,
            TopK = options.TopK,
            TestTimeAugmentation = options.TestTimeAugmentation,
            Runtime = options.Runtime,
            Kernels = KernelSets.NameOf(options.KernelSet),
            Signature = options.Signature,
            Feed = Feed(options, sized, model),
        };
        return spec with { Output = options.Run ?? job.Store.Sub($"runs/{Identity.Short(spec.Identity)}").Url };
    }

    /// <summary>Null for a model that says everything itself.</summary>
    static ModelFeed? Feed(JobOptions options, SizedDataset sized, Folder model)
    {
        var image = sized.Image;
        var folder = new StorageModelFolder(model);
        var feed = ModelFeed.Resolve(
            folder,
            options.Signature,
            options.Feed,
            (image.Height, image.Width),
            sized.Dataset.Manifest.Classes);
        return options.Feed.IsDefault && ModelMetadataFile.Read(folder) is not null ? null : feed;
    }

    /// <summary>
    /// A finished classification has its mark, and by one listing a file a shard: somebody may have deleted some.
    /// </summary>
    static async Task<Folder?> FindAsync(Folder run, ClassifyPlan plan, CancellationToken cancellation)
    {
        if (!await CompletionMark.IsThereAsync(run, plan.Spec.Stage, plan.Spec.Identity, cancellation))
        {
            return null;
        }

        var files = await run.Sub(ClassifyStage.FolderName).ListAsync(cancellation)
            .Select(entry => entry.Name)
            .ToHashSetAsync(cancellationToken: cancellation);
        return plan.Shards.All(shard => files.Contains(ClassifyStage.FileName(shard.Name))) ? run : null;
    }

    static async Task<Folder> FillAsync(
        JobContext job, Folder run, ClassifyPlan plan, CancellationToken cancellation)
    {
        await Task.WhenAll(
            RunFile.WriteAsync(job, run, plan, cancellation),
            job.Runner.RunAsync(plan.Spec, plan.Shards, job.Options.ErrorPolicy, (_, _) => { }, cancellation));
        await CompletionMark.WriteAsync(run, plan.Spec.Stage, plan.Spec.Identity, [], cancellation);
        return run;
    }
}
