using System.Globalization;
using System.Text.Json;

namespace Tessera.Pipeline.Steps;

/// <summary>The command line that makes a run again: the flags that differ from the defaults.</summary>
static class RepeatCommand
{
    public static string Of(JobOptions options)
    {
        var defaults = Values(new JobOptions());
        var given = Values(options).Zip(defaults)
            .Where(pair => pair.First.Value is not null && pair.First.Value != pair.Second.Value)
            .Select(pair => $" {pair.First.Flag} {Quoted(pair.First.Value!)}");
        var conf = options.Spark.Conf.Select(entry => $" --conf {Quoted(entry)}");
        return $"tessera run{string.Concat(given)}{string.Concat(conf)}";
    }

    static (string Flag, string? Value)[] Values(JobOptions options)
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

    /// <summary>For a POSIX shell.</summary>
    static string Quoted(string value) =>
        value.Length > 0 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=,%+@".Contains(letter))
            ? value
            : $"'{value.Replace("'", "'\\''")}'";
}
