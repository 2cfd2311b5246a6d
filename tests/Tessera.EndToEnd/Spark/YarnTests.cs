using System.Diagnostics;
using System.Globalization;
using Tessera.EndToEnd.MainJob;

namespace Tessera.EndToEnd.Spark;

/// <summary>
/// The main job on YARN over HDFS, both real. TESSERA_CLUSTER_KILLS says how often something is killed (default 3),
/// TESSERA_KILL_SEED what and when.
/// </summary>
public sealed class YarnTests(SharedCluster cluster) : IClassFixture<SharedCluster>
{
    const int EnvironmentError = 3;
    const int Images = 2000;

    static readonly int s_kills = Number("TESSERA_CLUSTER_KILLS", 3);
    static readonly int s_seed = Number("TESSERA_KILL_SEED", 1);

    /// <summary>About as long as a job takes.</summary>
    static readonly TimeSpan s_duration = TimeSpan.FromSeconds(60);

    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task YARN_leaves_the_files_that_Local_leaves_and_Parquet_when_asked()
    {
        using var local = new TemporaryStore();
        (await TesseraProcess.RunAsync(Arguments(local.Path))).RequireSuccess();

        (await RunAsync("identical", "--export", "parquet")).RequireSuccess();

        using var copy = new TemporaryStore();
        await cluster.DownloadAsync("identical", copy.Path);
        Predictions.RequireEachOnce(copy.Path, Images);
        var parquet = Assert.Single(
            Directory.GetDirectories(copy.Path, "predictions.parquet", SearchOption.AllDirectories));
        Assert.NotEmpty(Directory.GetFiles(parquet, "*.parquet"));
        Directory.Delete(parquet, recursive: true);
        ResultFiles.RequireEqual(ResultFiles.Hash(local.Path), copy.Path, "YARN");
    }

    [Fact]
    public async Task Whatever_is_killed_costs_no_image()
    {
        using var local = new TemporaryStore();
        (await TesseraProcess.RunAsync(Arguments(local.Path))).RequireSuccess();
        var expected = ResultFiles.Hash(local.Path);

        var random = new Random(s_seed);
        for (var (kills, store) = (0, 0); kills < s_kills; store++)
        {
            kills += await KillUntilDoneAsync($"killed{store}", random, s_kills - kills);
            using var copy = new TemporaryStore();
            await cluster.DownloadAsync($"killed{store}", copy.Path);
            ResultFiles.RequireEqual(expected, copy.Path, $"seed {s_seed}, {kills} kills");
            Predictions.RequireEachOnce(copy.Path, Images);
        }
    }

    [Theory]
    [InlineData("nope", "--queue", "nope")]
    [InlineData("--executor-memory", "--executor-memory", "500g")]
    public async Task What_YARN_does_not_grant_is_one_line(string word, params string[] more) =>
        (await RunAsync("refused", more)).RequireError(EnvironmentError, word);

    /// <summary>
    /// Starts the same command until it succeeds, and kills something during each but the last; gives the number of
    /// kills.
    /// </summary>
    async Task<int> KillUntilDoneAsync(string store, Random random, int most)
    {
        for (var kills = 0; ;)
        {
            using var job = TesseraProcess.StartWith(
                cluster.Environment, Arguments(cluster.Store(store), SharedCluster.Yarn));
            if (kills < most && await job.EndAsync(s_duration * random.NextDouble()) is null)
            {
                await KillAsync((Victim)random.Next(Enum.GetValues<Victim>().Length), job);
                kills++;
            }

            var outcome = await job.EndAsync(s_longest);
            Assert.NotNull(outcome);
            if (outcome.ExitCode == 0)
            {
                return kills;
            }

            // Killed itself, or told that the environment failed: the same command goes on.
            Assert.True(outcome.ExitCode is EnvironmentError or 128 + 9, outcome.Errors);
        }
    }

    /// <summary>Kills it, if there is one now, and starts daemons again.</summary>
    async Task KillAsync(Victim victim, TesseraProcess job)
    {
        switch (victim)
        {
            case Victim.Driver:
                await job.KillAsync();
                break;
            case Victim.Worker:
                Kill(cluster.Containers("Tessera.Cli.dll"));
                break;
            case Victim.Executor:
                Kill(cluster.Containers("CoarseGrainedExecutorBackend"));
                break;
            default:
                Kill([cluster.ProcessOf(victim == Victim.DataNode ? "data-node-2" : "node-manager-1")]);
                await cluster.UpAsync();
                break;
        }
    }

    static void Kill(IReadOnlyList<int> processes)
    {
        if (processes.Count > 0)
        {
            using var kill = Process.Start("kill", ["-KILL", .. processes.Take(1).Select(id => $"{id}")]);
            kill.WaitForExit();
        }
    }

    Task<TesseraOutcome> RunAsync(string store, params IEnumerable<string> more) => TesseraProcess.RunWithAsync(
        cluster.Environment, Arguments(cluster.Store(store), [.. SharedCluster.Yarn, .. more]));

    static IEnumerable<string> Arguments(string store, params IEnumerable<string> more) =>
    [
        "run", "--store", store, "--limit", $"{Images}", "--shard-images", "100", "--network", "small-cnn",
        "--epochs", "0.2", "--validation", "0", "--no-open", .. more,
    ];

    static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    enum Victim
    {
        Driver,
        Worker,
        Executor,
        DataNode,
        NodeManager,
    }
}
