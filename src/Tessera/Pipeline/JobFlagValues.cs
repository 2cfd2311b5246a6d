using System.Globalization;
using System.Text.Json;
using Tessera.Engines.Spark;

namespace Tessera.Pipeline;

/// <summary>Options as they are said on the command line.</summary>
static class JobFlagValues
{
    /// <summary>The flags that differ from the defaults, in order.</summary>
    public static IEnumerable<(string Flag, string Value)> Given(JobOptions options) =>
        Differing(Values(options), Values(new JobOptions()))
            .Concat(options.Spark.Conf.Select(entry => ("--conf", entry)));

    /// <summary>Those of them that Spark alone takes.</summary>
    public static IEnumerable<(string Flag, string Value)> Given(SparkOptions options) =>
        Differing(Values(options), Values(new SparkOptions()))
            .Concat(options.Conf.Select(entry => ("--conf", entry)));

    /// <summary>Every flag that is given at most once; null for what has no value.</summary>
    public static (string Flag, string? Value)[] Values(JobOptions options)
    {
        var (training, feed) = (options.Training, options.Feed);
        return
        [
            ("--store", options.Store),
            ("--source", options.Source),
            ("--cache", options.Cache),
            ("--limit", Text(options.Limit)),
            ("--shard-images", Text(options.ShardImages)),
            ("--size", options.Size),
            ("--resize", Name(options.Resize)),
            ("--dataset", options.Dataset),
            ("--network", training.Network),
            ("--epochs", Text(training.Epochs)),
            ("--batch-size", Text(training.BatchSize)),
            ("--learning-rate", Text(training.LearningRate)),
            ("--validation", Text(training.Validation)),
            ("--seed", Text(training.Seed)),
            ("--model", options.Model),
            ("--signature", options.Signature),
            ("--scale", Text(feed.Scale)),
            ("--mean", List(feed.Mean)),
            ("--std", List(feed.Std)),
            ("--channels", Name(feed.Channels)),
            ("--classes", feed.Classes),
            ("--split", options.Split),
            ("--top", Text(options.TopK)),
            ("--test-time-augmentation", Name(options.TestTimeAugmentation)),
            ("--runtime", Name(options.Runtime)),
            ("--tensorflow", options.TensorFlow),
            ("--run", options.Run),
            ("--export", Name(options.Export)),
            ("--engine", Name(options.Engine)),
            .. Values(options.Spark),
            ("--threads", Text(options.Threads)),
            ("--kernels", options.Kernels),
            ("--on-error", Name(options.OnError)),
            ("--max-errors", Text(options.MaxErrors)),
        ];
    }

    static (string Flag, string? Value)[] Values(SparkOptions options) =>
    [
        ("--master", options.Master),
        ("--executors", Text(options.Executors)),
        ("--executor-cores", Text(options.ExecutorCores)),
        ("--executor-memory", options.ExecutorMemory),
        ("--worker-memory", Text(options.WorkerMemory)),
        ("--queue", options.Queue),
    ];

    static IEnumerable<(string Flag, string Value)> Differing(
        (string Flag, string? Value)[] values, (string Flag, string? Value)[] others) =>
        values.Zip(others)
            .Where(pair => pair.First.Value is not null && pair.First.Value != pair.Second.Value)
            .Select(pair => (pair.First.Flag, pair.First.Value!));

    static string? Text(object? value) => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);

    static string? List(IReadOnlyList<double>? values) =>
        values is null ? null : string.Join(',', values.Select(value => Text(value)));

    static string Name(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
