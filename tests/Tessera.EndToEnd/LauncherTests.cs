using System.Diagnostics;

namespace Tessera.EndToEnd;

/// <summary>The script <c>tessera</c> at the root of the repository.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task The_launcher_builds_when_it_must_and_then_just_starts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script needs bash");

        var built = await RunAsync();
        var again = await RunAsync();

        Assert.Equal((0, 0), (built.ExitCode, again.ExitCode));
        Assert.Equal(("", built.Output), (again.Errors, again.Output));
    }

    [Fact]
    public async Task Launchers_that_find_nothing_built_do_not_disturb_each_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "waiting for another build needs flock");
        File.SetLastWriteTimeUtc(Path.Combine(Root, "global.json"), TimeProvider.System.GetUtcNow().UtcDateTime);

        var outcomes = await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());

        Assert.All(outcomes, outcome => Assert.Equal(outcomes[0].Output, outcome.RequireSuccess().Output));
        Assert.Single(outcomes, outcome => outcome.Errors.Contains("building", StringComparison.Ordinal));
    }

    static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Tessera.slnx")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests are not in the repository");
            }

            return folder.FullName;
        }
    }

    static async Task<TesseraOutcome> RunAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "tessera"), ["--version"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return new(process.ExitCode, await output, await errors);
    }
}
