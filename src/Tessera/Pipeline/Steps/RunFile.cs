using System.Runtime.InteropServices;
using Tessera.Datasets;
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

    /// <summary>What may differ from when a run was made, because it does not decide what is in it.</summary>
    static readonly HashSet<string> s_free =
    [
        "--run", "--store", "--cache", "--source", "--threads", "--export", "--engine", "--master", "--executors",
        "--executor-cores", "--executor-memory", "--worker-memory", "--queue", "--tensorflow", "--on-error",
        "--max-errors",
    ];

    public static Task WriteAsync(
        JobContext job, Folder run, ClassifyPlan plan, CancellationToken cancellation)
    {
        var (spec, recipe) = (plan.Spec, plan.Recipe);
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

    /// <summary>
    /// A finished run is taken as it is; options that say otherwise would be ignored, so they are refused.
    /// </summary>
    /// <exception cref="TesseraException">The options given are not those that the run was made with.</exception>
    public static async Task RequireAgreesAsync(Folder run, JobOptions options, CancellationToken cancellation)
    {
        if (!await run.ExistsAsync(FileName, cancellation))
        {
            return;
        }

        var file = await ReadAsync(run, cancellation);
        var made = JobFlagValues.Values(file.Options).ToDictionary(value => value.Flag, value => value.Value);
        var other = JobFlagValues.Given(options).FirstOrDefault(
            given => made.ContainsKey(given.Flag) && !s_free.Contains(given.Flag) && made[given.Flag] != given.Value);
        if (other.Flag is not null)
        {
            throw TesseraException.User(
                $"{other.Flag} {other.Value} contradicts the finished run '{run.Url}', which was made with "
                + $"{made[other.Flag] ?? "the default"}: leave the flag out, or give another --run");
        }
    }

    /// <summary>How the model was trained; null for a model that was given.</summary>
    public static Recipe? RecipeOf(JobOptions options, Dataset dataset) => options.Model is null
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
