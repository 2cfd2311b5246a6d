using System.Globalization;
using Tessera.EndToEnd.MainJob;

namespace Tessera.EndToEnd.Spark;

/// <summary>The main job on a real Spark, in its local mode.</summary>
public sealed class SparkTests
{
    const int EnvironmentError = 3;
    const int UserError = 2;

    static readonly string[] s_spark = ["--engine", "spark", "--master", "local[2,4]"];

    public SparkTests() => SparkRequirement.Load();

    [Fact]
    public async Task Spark_leaves_the_files_that_Local_leaves()
    {
        using var spark = new TemporaryStore();

        (await RunAsync(spark, s_spark)).RequireSuccess();

        await SmallJob.RequireUndisturbedAsync(spark.Path, "Spark");
    }

    [Fact]
    public async Task A_given_model_says_on_Spark_what_it_says_on_Local_of_images_that_are_resized_on_the_way()
    {
        using var local = new TemporaryStore();
        using var spark = new TemporaryStore();
        using var training = new TemporaryStore();
        (await RunAsync(training, "--size", "24x20")).RequireSuccess();
        var model = Assert.Single(Directory.GetDirectories(Path.Combine(training.Path, "models")));
        var odd = Path.Combine(spark.Path, "ü %41 x");
        string[] given = ["--size", "24x20", "--model", model];

        (await RunAsync(local, given)).RequireSuccess();
        (await TesseraProcess.RunAsync(SmallJob.Arguments(odd, [.. given, .. s_spark]))).RequireSuccess();

        ResultFiles.RequireEqual(ResultFiles.Hash(local.Path), odd, "a given model");
        Assert.Single(Directory.GetDirectories(Path.Combine(odd, "datasets")));
    }

    [Fact]
    public async Task Workers_that_are_killed_and_one_that_hangs_cost_no_image()
    {
        using var spark = new TemporaryStore();

        using var job = TesseraProcess.Start(SmallJob.Arguments(spark.Path, s_spark));
        await SignalWorkersAsync(job, spark.Path, "-KILL", "-KILL", "-STOP");
        var outcome = await job.EndAsync(TimeSpan.FromMinutes(5));

        Assert.NotNull(outcome);
        outcome.RequireSuccess();
        await SmallJob.RequireUndisturbedAsync(spark.Path, "killed workers");
    }

    [Fact]
    public async Task A_worker_whose_watchdog_was_killed_is_no_risk_when_it_hangs_itself()
    {
        using var spark = new TemporaryStore();

        using var job = TesseraProcess.Start(SmallJob.Arguments(spark.Path, s_spark));
        var unwatched = await SignalWorkersAsync(job, spark.Path, worker => WatchdogOf(worker), "-KILL", "-STOP");
        await WaitForEndAsync(unwatched);
        if (await FindWorkersAsync(job, spark.Path) is [var another, ..])
        {
            await Signal.SendAsync("-STOP", another);
        }

        var outcome = await job.EndAsync(TimeSpan.FromMinutes(5));

        Assert.NotNull(outcome);
        outcome.RequireSuccess();
        await SmallJob.RequireUndisturbedAsync(spark.Path, "killed watchdogs");
    }

    [Fact]
    public async Task A_driver_that_is_killed_is_resumed_by_the_same_command()
    {
        using var spark = new TemporaryStore();

        using (var job = TesseraProcess.Start(SmallJob.Arguments(spark.Path, s_spark)))
        {
            await WorkersAsync(job, spark.Path);
            await job.KillAsync();
        }

        (await RunAsync(spark, s_spark)).RequireSuccess();

        await SmallJob.RequireUndisturbedAsync(spark.Path, "killed driver");
    }

    [Fact]
    public async Task A_driver_that_is_killed_takes_Spark_with_it_whatever_its_workers_do()
    {
        using var spark = new TemporaryStore();
        using var job = TesseraProcess.Start(SmallJob.Arguments(spark.Path, s_spark));
        var hanging = await SignalWorkersAsync(job, spark.Path, "-STOP");
        var session = ParentOf(hanging[0]);

        await job.KillAsync();

        await WaitForEndAsync([session]);
        await Signal.SendAsync("-KILL", hanging[0]);
    }

    [Fact]
    public async Task A_model_for_other_images_is_one_line()
    {
        using var store = new TemporaryStore();
        (await RunAsync(store)).RequireSuccess();
        var model = Assert.Single(Directory.GetDirectories(Path.Combine(store.Path, "models")));

        (await RunAsync(store, [.. s_spark, "--size", "24", "--model", model])).RequireError(UserError, "32", "24");
    }

    [Fact]
    public async Task A_master_that_does_not_answer_is_one_line()
    {
        using var store = new TemporaryStore();

        (await RunAsync(store, ["--engine", "spark", "--master", "spark://localhost:1"]))
            .RequireError(EnvironmentError, "spark://localhost:1");
    }

    [Fact]
    public async Task A_store_whose_name_Spark_would_read_as_a_pattern_is_one_line()
    {
        using var store = new TemporaryStore();

        (await TesseraProcess.RunAsync(
            "preprocess", "--store", Path.Combine(store.Path, "a{b"), "--limit", "100", "--engine", "spark"))
            .RequireError(UserError, "'{'", "--store");
    }

    static Task<TesseraOutcome> RunAsync(TemporaryStore store, params IEnumerable<string> more) =>
        TesseraProcess.RunAsync(SmallJob.Arguments(store.Path, more));

    static Task<List<int>> SignalWorkersAsync(TesseraProcess job, string store, params string[] signals) =>
        SignalWorkersAsync(job, store, worker => worker, signals);

    /// <summary>
    /// Sends each signal to a worker of the store, or what belongs to it; waits until there is one, and gives them.
    /// </summary>
    static async Task<List<int>> SignalWorkersAsync(
        TesseraProcess job, string store, Func<int, int> target, params string[] signals)
    {
        var workers = new List<int>();
        foreach (var signal in signals)
        {
            var worker = (await WorkersAsync(job, store))[0];
            workers.Add(worker);
            await Signal.SendAsync(signal, target(worker));
        }

        return workers;
    }

    /// <summary>
    /// A worker ends itself within seconds of its watchdog: to stop it before that would be two faults.
    /// </summary>
    static async Task WaitForEndAsync(IEnumerable<int> processes)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(45));
        while (processes.Any(process => Directory.Exists($"/proc/{process}")))
        {
            await Task.Delay(50, deadline.Token);
        }
    }

    /// <summary>The shell that the launcher left behind before it became the worker: its first child.</summary>
    static int WatchdogOf(int worker) =>
        Number(File.ReadAllText($"/proc/{worker}/task/{worker}/children").Split(' ')[0]);

    /// <summary>The JVM of Spark, in its local mode.</summary>
    static int ParentOf(int worker) => Number(File.ReadAllText($"/proc/{worker}/stat").Split(')')[^1].Split(' ')[2]);

    /// <summary>The ids of the processes that work for a store now, none of them stopped.</summary>
    static async Task<int[]> WorkersAsync(TesseraProcess job, string store) =>
        await FindWorkersAsync(job, store) is { Length: > 0 } workers
            ? workers
            : throw new InvalidOperationException("the job ended before there was a worker");

    /// <summary>As <see cref="WorkersAsync"/>; none when the job has ended meanwhile.</summary>
    static async Task<int[]> FindWorkersAsync(TesseraProcess job, string store)
    {
        while (await job.EndAsync(TimeSpan.FromMilliseconds(20)) is null)
        {
            var workers = Directory.EnumerateDirectories("/proc").Where(process => IsWorker(process, store)).ToArray();
            if (workers.Length > 0)
            {
                return [.. workers.Select(process => Number(Path.GetFileName(process)))];
            }
        }

        return [];
    }

    /// <summary>The program itself: its launcher and its watchdog are shells with the same arguments.</summary>
    static bool IsWorker(string process, string store)
    {
        try
        {
            var words = File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
            var state = File.ReadAllText(Path.Combine(process, "stat")).Split(')')[^1].Trim()[0];
            return words is [var program, _, "worker", var stage, ..]
                && program.EndsWith("/dotnet", StringComparison.Ordinal)
                && state is not ('T' or 'Z')
                && Names(stage, store);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            return false;
        }
    }

    static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    static bool Names(string stage, string store) => System.Text.Encoding.UTF8
        .GetString(Convert.FromBase64String(stage))
        .Contains(store, StringComparison.Ordinal);
}
