using System.Globalization;
using Tessera.EndToEnd.MainJob;

namespace Tessera.EndToEnd.Spark;

/// <summary>
/// The main job on YARN over HDFS, both real. TESSERA_CLUSTER_KILLS says how often something is killed (default 3),
/// TESSERA_KILL_SEED what and when.
/// </summary>
[Collection(SharedCluster.Name)]
public sealed class YarnTests(SharedCluster cluster)
{
    const int EnvironmentError = 3;

    static readonly int s_kills = Number("TESSERA_CLUSTER_KILLS", 3);
    static readonly int s_seed = Number("TESSERA_KILL_SEED", 1);

    [Fact]
    public async Task YARN_leaves_the_files_that_Local_leaves_and_Parquet_when_asked()
    {
        (await cluster.RunOnYarnAsync("identical", "--export", "parquet")).RequireSuccess();

        using var copy = new TemporaryStore();
        await cluster.DownloadAsync("identical", copy.Path);
        var parquet = Assert.Single(
            Directory.GetDirectories(copy.Path, "predictions.parquet", SearchOption.AllDirectories));
        Assert.NotEmpty(Directory.GetFiles(parquet, "*.parquet"));
        Directory.Delete(parquet, recursive: true);
        await SmallJob.RequireUndisturbedAsync(copy.Path, "YARN");
    }

    [Fact]
    public async Task Whatever_is_killed_costs_no_image()
    {
        var killer = new Killer(cluster, s_seed);
        for (var store = 0; killer.Kills < s_kills; store++)
        {
            await KillUntilDoneAsync($"killed{store}", killer);
            await cluster.RequireUndisturbedAsync($"killed{store}", $"{killer}");
            TestContext.Current.TestOutputHelper?.WriteLine($"{store + 1} jobs, {killer}");
        }
    }

    [Theory]
    [InlineData("nope", "--queue", "nope")]
    [InlineData("--executor-memory", "--executor-memory", "500g")]
    public async Task What_YARN_does_not_grant_is_one_line(string word, params string[] more) =>
        (await cluster.RunOnYarnAsync("refused", more)).RequireError(EnvironmentError, word);

    /// <summary>
    /// The same command again and again until it succeeds: it may end when it was killed itself, or with the words that
    /// the environment failed, but only if something was killed.
    /// </summary>
    async Task KillUntilDoneAsync(string store, Killer killer)
    {
        var outcome = default(TesseraOutcome);
        while (outcome is not { ExitCode: 0 })
        {
            var before = killer.Kills;
            using var job = cluster.StartOnYarn(store);
            outcome = await killer.AccompanyAsync(job, s_kills);
            Assert.True(
                outcome.ExitCode == 0
                || killer.Kills > before && outcome.ExitCode is EnvironmentError or Killer.ExitCodeOfKilled,
                $"{killer}, exit code {outcome.ExitCode}: {outcome.Errors}");
        }
    }

    static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
