using System.Runtime.InteropServices;
using Tessera.Datasets;
using Tessera.Pipeline.Classify;
using Tessera.Storage;
using Tessera.Training;

namespace Tessera.Pipeline.Steps;

/// <summary>
/// <c>run.json</c>: the resolved options of a run, what it reads, and with which versions. Recipe and command are
/// missing where an earlier version wrote it, the recipe also where the model was given.
/// </summary>
sealed record RunFile(
    int Format,
    JobOptions Options,
    string Dataset,
    string DatasetChecksum,
    string Model,
    string ModelChecksum,
    string Kernels,
    string Tessera,
    string Runtime,
    string System,
    Recipe? Recipe = null,
    string? Command = null)
{
    public const string FileName = "run.json";

    public static Task WriteAsync(
        JobContext job, Folder run, ClassifySpec spec, Dataset dataset, CancellationToken cancellation)
    {
        var recipe = RecipeOf(job.Options, dataset);
        var file = new RunFile(
            1,
            Resolved(job.Options, recipe, spec.Kernels),
            spec.Input,
            spec.InputChecksum,
            spec.Model,
            spec.ModelChecksum,
            spec.Kernels,
            ProductVersion.Text,
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription,
            recipe,
            RepeatCommand.Of(job.Options));
        return JsonFile.WriteAsync(run, FileName, file, TesseraJson.Default.RunFile, cancellation);
    }

    public static Task<RunFile> ReadAsync(Folder run, CancellationToken cancellation) =>
        JsonFile.ReadAsync(run, FileName, TesseraJson.Default.RunFile, cancellation);

    /// <summary>How the model was trained; null for a model that was given.</summary>
    static Recipe? RecipeOf(JobOptions options, Dataset dataset) => options.Model is null
        ? options.Training.Recipe(dataset.Split(SplitManifest.Train).Images)
        : null;

    /// <summary>What "the network's own" and "the best" came to.</summary>
    static JobOptions Resolved(JobOptions options, Recipe? recipe, string kernels) => options with
    {
        Kernels = kernels,
        Training = recipe is null ? options.Training : options.Training with
        {
            Epochs = recipe.Epochs,
            BatchSize = recipe.BatchSize,
            LearningRate = recipe.LearningRate,
            Validation = recipe.Validation,
        },
    };
}
