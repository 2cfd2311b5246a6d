using System.Diagnostics;
using Tessera.Engines.Spark;

namespace Tessera.Tests.Engines.Spark;

public sealed class SignalsTests
{
    [Fact]
    public void A_process_runs_until_it_is_stopped_and_again_when_it_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are looked up in /proc");
        using var process = Process.Start("sleep", "60");

        Assert.True(Signals.Runs(process.Id));
        Signal(process, "-STOP");
        Assert.True(Becomes(process, runs: false), "it was stopped");
        Signal(process, "-CONT");
        Assert.True(Becomes(process, runs: true), "it goes on");

        process.Kill();
        process.WaitForExit();
        Assert.False(Signals.Runs(process.Id));
    }

    static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>A signal takes a moment to arrive.</summary>
    static bool Becomes(Process process, bool runs) => SpinWait.SpinUntil(
        () => Signals.Runs(process.Id) == runs, TimeSpan.FromSeconds(30));
}
