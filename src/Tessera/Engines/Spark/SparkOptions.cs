using System.Globalization;
using System.Text.RegularExpressions;

namespace Tessera.Engines.Spark;

/// <summary>How Spark is started. None of it affects results.</summary>
public sealed partial record SparkOptions
{
    /// <summary>
    /// Java's quick compiler alone: Spark only plans and pipes here, and the thorough one would take the workers' cores
    /// for longer than a job lasts. It comes before what the user sets as <c>extraJavaOptions</c>.
    /// </summary>
    const string QuickJit = "-XX:TieredStopAtLevel=1";

    const string MemoryKey = "spark.executor.memory";

    /// <summary>
    /// Spark's master: <c>local[CORES,TRIES]</c>, <c>spark://HOST:PORT</c> or <c>yarn</c>. Default: <c>local[*,4]</c>;
    /// without the second number Spark would never try a failed task again.
    /// </summary>
    public string Master { get; init; } = "local[*,4]";

    /// <summary>Executors on a cluster. Default: 2; from 1 to 100,000.</summary>
    public int Executors { get; init; } = 2;

    /// <summary>Tasks side by side in an executor. Default: 1; from 1 to 1,024.</summary>
    public int ExecutorCores { get; init; } = 1;

    /// <summary>
    /// Memory of an executor's JVM, as Spark writes it. Default: <c>512m</c>; pixels never pass through it.
    /// </summary>
    public string ExecutorMemory { get; init; } = "512m";

    /// <summary>
    /// Memory for the workers of one executor, in MiB. Default: 1,024 a core; from 256.
    /// </summary>
    public int? WorkerMemory { get; init; }

    /// <summary>YARN's queue. Default: its own default.</summary>
    public string? Queue { get; init; }

    /// <summary>Anything else that Spark should be told, each as <c>KEY=VALUE</c>.</summary>
    public IReadOnlyList<string> Conf { get; init; } = [];

    internal bool IsLocal => Master.StartsWith("local", StringComparison.Ordinal);

    internal bool IsYarn => Master == "yarn";

    /// <summary>How many tasks run side by side.</summary>
    internal int Slots => IsLocal ? LocalCores(Master) : Executors * ExecutorCores;

    /// <summary>Memory of an executor's JVM in MiB; null where <see cref="Conf"/> says it.</summary>
    internal long? ExecutorMegabytes =>
        IsConfigured(MemoryKey) ? null : MegabytesOf(ExecutorMemory);

    internal int WorkerMegabytes => WorkerMemory ?? 1024 * ExecutorCores;

    /// <summary>What is not allowed, each with what is.</summary>
    internal IEnumerable<string> Problems()
    {
        if (!IsYarn && !LocalMaster().IsMatch(Master) && !Master.StartsWith("spark://", StringComparison.Ordinal))
        {
            var given = Master.Length == 0 ? "''" : Master;
            yield return $"--master {given}: local[CORES,TRIES], spark://HOST:PORT or yarn";
        }

        if (Executors is < 1 or > 100_000)
        {
            yield return $"--executors {Executors}: from 1 to 100,000";
        }

        if (ExecutorCores is < 1 or > 1024)
        {
            yield return $"--executor-cores {ExecutorCores}: from 1 to 1,024";
        }

        if (!Memory().IsMatch(ExecutorMemory))
        {
            yield return $"--executor-memory {ExecutorMemory}: a number and its unit, such as 512m or 2g";
        }

        if (WorkerMemory is < 256)
        {
            yield return $"--worker-memory {WorkerMemory}: at least 256 (MiB)";
        }

        if (Queue is not null && !IsYarn)
        {
            yield return $"--queue {Queue} with --master {Master}: --master yarn alone has queues";
        }

        foreach (var entry in Conf.Where(entry => entry.IndexOf('=') < 1))
        {
            yield return $"--conf {entry}: KEY=VALUE";
        }

        foreach (var entry in Conf.Where(entry => entry.StartsWith("spark.master=", StringComparison.Ordinal)))
        {
            yield return $"--conf {entry}: --master says that";
        }
    }

    /// <summary>The arguments of <c>spark-sql</c>.</summary>
    internal IEnumerable<string> Arguments()
    {
        yield return "--master";
        yield return Master;
        yield return "--conf";
        yield return $"spark.driver.defaultJavaOptions={QuickJit}";
        if (!IsLocal)
        {
            foreach (var argument in ClusterArguments())
            {
                yield return argument;
            }
        }

        foreach (var entry in Conf)
        {
            yield return "--conf";
            yield return entry;
        }
    }

    IEnumerable<string> ClusterArguments()
    {
        yield return "--conf";
        yield return $"spark.executor.defaultJavaOptions={QuickJit}";
        var cores = Text(ExecutorCores);
        yield return "--executor-cores";
        yield return cores;
        yield return "--executor-memory";
        yield return ExecutorMemory;
        if (IsYarn)
        {
            yield return "--num-executors";
            yield return Text(Executors);
            yield return "--conf";
            yield return $"spark.executor.memoryOverhead={Text(WorkerMegabytes)}m";
            if (Queue is not null)
            {
                yield return "--queue";
                yield return Queue;
            }
        }
        else
        {
            yield return "--total-executor-cores";
            yield return Text(Slots);
        }
    }

    bool IsConfigured(string key) => Conf.Any(entry => entry.StartsWith(key, StringComparison.Ordinal));

    /// <summary>Without a unit, Spark takes MiB.</summary>
    static long MegabytesOf(string memory)
    {
        var digits = memory.TakeWhile(char.IsAsciiDigit).Count();
        var number = double.Parse(memory.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        var power = memory.Length == digits ? 2 : "bkmgtp".IndexOf(char.ToLowerInvariant(memory[digits]));
        return (long)Math.Min(number * Math.Pow(1024, power - 2), long.MaxValue / 2);
    }

    static int LocalCores(string master)
    {
        var inside = master.Split('[', ',', ']');
        return inside.Length < 2 ? 1
            : int.TryParse(inside[1], NumberStyles.None, CultureInfo.InvariantCulture, out var cores) ? cores
            : Environment.ProcessorCount;
    }

    [GeneratedRegex(@"^local(\[(\*|[1-9][0-9]{0,3})(\s*,\s*[1-9][0-9]{0,3})?\])?$")]
    private static partial Regex LocalMaster();

    [GeneratedRegex("^[1-9][0-9]{0,9}(b|[kmgtp]b?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Memory();

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
