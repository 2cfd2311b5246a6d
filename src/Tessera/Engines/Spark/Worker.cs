using System.Text.Json;
using Tessera.Pipeline;

namespace Tessera.Engines.Spark;

/// <summary>
/// A task on Spark: paths of shards come in on standard input, one row goes out for each that is done, and every file
/// is committed before its row. What a retry may mend is thrown, so that the process fails; what it cannot is a row.
/// </summary>
public static class Worker
{
    /// <summary>
    /// Shards under way at once, so that one computes while others wait for storage.
    /// </summary>
    const int InFlight = 3;

    /// <summary>A task has one core.</summary>
    const int Threads = 1;

    /// <summary>The stage as one word that shells and SQL leave alone.</summary>
    public static string Encode(StageSpec spec) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(spec, TesseraJsonLines.Default.StageSpec));

    /// <summary>Processes the shards that are named on <paramref name="input"/>, each as PATH, tab, LENGTH.</summary>
    public static async Task RunAsync(
        string stage, TextReader input, TextWriter output, TimeProvider time, CancellationToken cancellation)
    {
        await using var heartbeat = Heartbeat.Start(time);
        var shards = await ReadShardsAsync(input, cancellation);
        try
        {
            await ProcessAsync(Decode(stage), shards, output, time, cancellation);
        }
        catch (TesseraException failure) when (failure.Kind == FailureKind.User)
        {
            Write(output, new WorkerRow { Fatal = failure.Message });
        }
    }

    static async Task ProcessAsync(
        StageSpec spec,
        IReadOnlySet<string> shards,
        TextWriter output,
        TimeProvider time,
        CancellationToken cancellation)
    {
        await using var stage = await StageTable.OpenAsync(spec, shards, Threads, cancellation);
        var marks = new MarkStore(spec.OpenOutput(), spec.Stage, spec.Identity);
        var runner = new ShardRunner(spec, stage, time);
        var pool = new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellation };
        await Parallel.ForEachAsync(shards, pool, async (shard, stop) =>
        {
            var mark = await marks.FindWholeAsync(shard, stop) ?? await runner.RunAsync(shard, stop);
            Write(output, new WorkerRow { Shard = shard, Images = mark.Images });
        });
    }

    /// <summary>All that Spark has to say: a task's shards are few, and a dataset is opened for them alone.</summary>
    static async Task<HashSet<string>> ReadShardsAsync(TextReader input, CancellationToken cancellation)
    {
        var shards = new HashSet<string>();
        while (await input.ReadLineAsync(cancellation) is { } line)
        {
            shards.Add(ShardOf(line));
        }

        return shards;
    }

    static void Write(TextWriter output, WorkerRow row)
    {
        var line = JsonSerializer.Serialize(row, TesseraJsonLines.Default.WorkerRow);
        lock (output)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    static StageSpec Decode(string stage)
    {
        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(stage), TesseraJsonLines.Default.StageSpec)
                ?? throw new JsonException("it is null");
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            throw TesseraException.User($"the worker was given no stage: {failure.Message}", failure);
        }
    }

    static string ShardOf(string line)
    {
        var path = line.Split('\t')[0];
        return Path.GetFileNameWithoutExtension(path[(path.LastIndexOf('/') + 1)..]);
    }
}
