using System.Diagnostics;
using System.Globalization;

namespace Tessera.EndToEnd.MainJob;

/// <summary>
/// The main job on real images, killed at random moments and started again each time, leaves what an undisturbed run
/// leaves. TESSERA_KILLS says how often (default 5), TESSERA_KILL_SEED at which moments.
/// </summary>
public sealed class KillTests
{
    static readonly int s_kills = Number("TESSERA_KILLS", 5);
    static readonly int s_seed = Number("TESSERA_KILL_SEED", 1);

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_leaves_the_files_of_an_undisturbed_run()
    {
        using var undisturbed = new TemporaryStore();
        var watch = Stopwatch.StartNew();
        (await TesseraProcess.RunAsync(undisturbed.Arguments())).RequireSuccess();
        var duration = watch.Elapsed;
        var expected = ResultFiles.Hash(undisturbed.Path);
        Predictions.RequireEachOnce(undisturbed.Path, TemporaryStore.Images);

        var random = new Random(s_seed);
        for (var kills = 0; kills < s_kills;)
        {
            using var store = new TemporaryStore();
            kills += await KillUntilDoneAsync(store, duration, random, s_kills - kills);
            ResultFiles.RequireEqual(expected, store.Path, $"seed {s_seed}, {kills} kills");
            Predictions.RequireEachOnce(store.Path, TemporaryStore.Images);
        }
    }

    [Fact]
    public async Task A_run_that_is_interrupted_says_so_with_exit_code_130_and_the_same_command_resumes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals");
        using var store = new TemporaryStore();
        using (var process = TesseraProcess.Start(store.Arguments()))
        {
            Assert.True(await process.SaysAsync("train  ", TimeSpan.FromMinutes(5)), "training began");
            await process.InterruptAsync();
            var outcome = await process.EndAsync(TimeSpan.FromMinutes(1));

            outcome!.RequireError(130, "interrupted; the same command resumes");
        }

        (await TesseraProcess.RunAsync(store.Arguments())).RequireSuccess();
        Predictions.RequireEachOnce(store.Path, TemporaryStore.Images);
    }

    /// <summary>
    /// Starts the same command until it ends by itself, and kills it at most so often; gives the number of kills.
    /// </summary>
    static async Task<int> KillUntilDoneAsync(TemporaryStore store, TimeSpan duration, Random random, int most)
    {
        for (var kills = 0; kills < most; kills++)
        {
            using var process = TesseraProcess.Start(store.Arguments());
            if (await process.EndAsync(duration * random.NextDouble()) is { } outcome)
            {
                outcome.RequireSuccess();
                return kills;
            }

            await process.KillAsync();
        }

        (await TesseraProcess.RunAsync(store.Arguments())).RequireSuccess();
        return most;
    }

    static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
