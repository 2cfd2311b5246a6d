using System.Globalization;
using System.Text.Json;

namespace Tessera.Pipeline;

/// <summary>Options as they are said on the command line.</summary>
static class JobFlagValues
{
    /// <summary>The flags that differ from the defaults, in order.</summary>
    public static IEnumerable<(string Flag, string Value)> Given(JobOptions options) =>
        Values(options).Zip(Values(new JobOptions()))
            .Where(pair => pair.First.Value is not null && pair.First.Value != pair.Second.Value)
            .Select(pair => (pair.First.Flag, pair.First.Value!))
            .Concat(options.Spark.Conf.Select(entry => ("--conf", entry)));

    /// <summary>Every flag that is given at most once; null for what has no value.</summary>
    public static (string Flag, string? Value)[] Values(JobOptions options)
    {
        var (training, feed, spark) = (options.Training, options.Feed, options.Spark);
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
            ("--master", spark.Master),
            ("--executors", Text(spark.Executors)),
            ("--executor-cores", Text(spark.ExecutorCores)),
            ("--executor-memory", spark.ExecutorMemory),
            ("--worker-memory", Text(spark.WorkerMemory)),
            ("--queue", spark.Queue),
            ("--threads", Text(options.Threads)),
            ("--kernels", options.Kernels),
            ("--on-error", Name(options.OnError)),
            ("--max-errors", Text(options.MaxErrors)),
        ];
    }

    static string? Text(object? value) => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);

    static string? List(IReadOnlyList<double>? values) =>
        values is null ? null : string.Join(',', values.Select(value => Text(value)));

    static string Name(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
