using System.Text.Json;
using Tessera.Datasets;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.SavedModel;
using Tessera.Networks;
using Tessera.Pipeline.Train;
using Tessera.Storage;
using Tessera.Training;

namespace Tessera.Pipeline.Steps;

/// <summary>
/// Trains a network on the split <c>train</c> and saves it as a SavedModel; goes on from the newest checkpoint.
/// </summary>
static class TrainStep
{
    public const string StepName = "train";

    public static async Task<Folder> RunAsync(JobContext job, Dataset dataset, CancellationToken cancellation)
    {
        var images = dataset.Split(SplitManifest.Train).Images;
        var recipe = job.Options.Training.Recipe(images);
        if (recipe.Validation >= images)
        {
            throw TesseraException.User(
                $"--validation {recipe.Validation} leaves nothing to train on: allowed is 0 to {images - 1}");
        }

        var identity = IdentityOf(job, dataset, recipe);
        var model = job.Store.Sub($"models/{job.Options.Training.Network}-{Identity.Short(identity)}");
        return await job.FillAsync(
            model,
            async () => await CompletionMark.IsThereAsync(model, StepName, identity, cancellation) ? model : null,
            () => FillAsync(job, dataset, recipe, model, identity, cancellation),
            cancellation);
    }

    static string IdentityOf(JobContext job, Dataset dataset, Recipe recipe) => new Identity(StepName)
        .With("input", dataset.Manifest.Checksum)
        .With("network", job.Options.Training.Network)
        .With("layers", Layers(NetworkOf(job.Options.Training, dataset)))
        .With("recipe", JsonSerializer.Serialize(recipe, IdentityJson.Default.Recipe))
        .With("seed", job.Options.Training.Seed)
        .With("kernels", KernelSets.NameOf(job.Options.KernelSet))
        .ToString();

    /// <summary>Kinds, names and shapes: another definition of a preset is another network.</summary>
    static string Layers(Network network) =>
        string.Join(' ', network.Nodes.Select(node => $"{node.Layer.GetType().Name}:{node.Layer.Name}:{node.Shape}"));

    static async Task<Folder> FillAsync(
        JobContext job, Dataset dataset, Recipe recipe, Folder model, string identity, CancellationToken cancellation)
    {
        var checkpoints = new CheckpointStore(model);
        var trained = await TrainAsync(job, dataset, recipe, model, checkpoints, identity, cancellation);
        var files = new List<WrittenFile>();
        var metadata = Metadata(trained.Network, dataset);
        foreach (var file in SavedModelWriter.Files(
            trained.Network, trained.Weights, metadata, trained.HistoryJson()))
        {
            files.Add(await model.WriteAsync(
                file.Path, stream => Task.Run(() => file.Write(stream), cancellation), cancellation));
        }

        await CompletionMark.WriteAsync(model, StepName, identity, [.. files], cancellation);
        await checkpoints.DeleteAllAsync(cancellation);
        return model;
    }

    static async Task<TrainedNetwork> TrainAsync(
        JobContext job,
        Dataset dataset,
        Recipe recipe,
        Folder model,
        CheckpointStore checkpoints,
        string identity,
        CancellationToken cancellation)
    {
        var network = NetworkOf(job.Options.Training, dataset);
        var images = await TrainingImages.ReadAsync(dataset, SplitManifest.Train, job.Progress, cancellation);
        var resume = await checkpoints.FindAsync(identity, cancellation);
        var watch = new TrainingWatch(job, model, resume?.Step ?? 0);
        var settings = new TrainerSettings
        {
            Identity = identity,
            Seed = job.Options.Training.Seed,
            Threads = job.Options.Threads,
            Kernels = job.Options.KernelSet,
        };
        var observer = new TrainingObserver
        {
            Progressed = watch.Progressed,
            EpochEnded = watch.EpochEnded,
            Save = checkpoint => checkpoints.SaveAsync(checkpoint, CancellationToken.None).GetAwaiter().GetResult(),
        };
        var trained = await Task.Run(
            () => new Trainer(network, recipe, settings, job.Time).Train(
                images, NormalizationOf(dataset), resume, observer, cancellation),
            cancellation);
        await watch.WriteTimingAsync(cancellation);
        return trained;
    }

    static Network NetworkOf(TrainingOptions options, Dataset dataset)
    {
        var image = dataset.Manifest.Image;
        return NetworkPresets.Create(
            options.Network, new Shape(image.Height, image.Width, image.Channels), dataset.Manifest.Classes.Length);
    }

    static Normalization NormalizationOf(Dataset dataset) =>
        new([.. dataset.Manifest.ChannelMean], [.. dataset.Manifest.ChannelStd.Select(NeverZero)]);

    static ModelMetadata Metadata(Network network, Dataset dataset) => new()
    {
        Network = network.Name,
        Classes = [.. dataset.Manifest.Classes],
        Image = new ModelImage(network.Image.Height, network.Image.Width, network.Image.Channels),
        Mean = [.. dataset.Manifest.ChannelMean.Select(mean => (float)mean)],
        Std = [.. dataset.Manifest.ChannelStd.Select(deviation => (float)NeverZero(deviation))],
    };

    /// <summary>A channel that never varies is left as it is.</summary>
    static double NeverZero(double deviation) => deviation > 0 ? deviation : 1;
}
