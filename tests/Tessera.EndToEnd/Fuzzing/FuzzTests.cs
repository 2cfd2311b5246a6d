using System.Globalization;

namespace Tessera.EndToEnd.Fuzzing;

/// <summary>
/// Whatever a file holds, it gives a result or one message: no crash, no hang, no allocation beyond a bound. Runs for
/// TESSERA_FUZZ_SECONDS, 60 when that is not set; TESSERA_FUZZ_SEED, 1 when that is not set, says where to begin.
/// </summary>
public sealed class FuzzTests
{
    const int DefaultSeconds = 60;

    // As docs/models.md says: constants that are computed, their parts and copies.
    const long MaximumAllocation = 2L << 30;

    static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_damaged_file_gives_a_result_or_a_message(string target)
    {
        double seconds = Number("TESSERA_FUZZ_SECONDS", DefaultSeconds);
        var share = TimeSpan.FromSeconds(seconds / FuzzTargets.All.Count);
        var start = TimeProvider.System.GetTimestamp();
        for (var seed = Number("TESSERA_FUZZ_SEED", 1); TimeProvider.System.GetElapsedTime(start) < share; seed++)
        {
            Try(target, seed);
        }
    }

    static void Try(string target, int seed)
    {
        var (failure, allocated) = (default(Exception), 0L);
        var thread = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            failure = Record.Exception(() => FuzzTargets.All[target](new Random(seed)));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.IsBackground = true;
        thread.Start();

        Assert.True(thread.Join(s_deadline), $"{target} {seed} takes longer than {s_deadline}");
        Assert.True(failure is null or TesseraException, $"{target} {seed}: {failure}");
        Assert.True(allocated <= MaximumAllocation, $"{target} {seed} allocates {allocated} bytes");
    }

    static int Number(string variable, int absent) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : absent;
}
