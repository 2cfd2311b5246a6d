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
        Assert.Equal(("", built.Output), (again.Errors.Trim(), again.Output));
    }

    [Fact]
    public async Task Launchers_that_find_nothing_built_do_not_disturb_each_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "waiting for another build needs flock");
        File.SetLastWriteTimeUtc(Path.Combine(Repository.Root, "global.json"), TimeProvider.System.GetUtcNow().UtcDateTime);

        var outcomes = await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());

        Assert.All(outcomes, outcome => Assert.Equal(outcomes[0].Output, outcome.RequireSuccess().Output));
        Assert.Single(outcomes, outcome => outcome.Errors.Contains("building", StringComparison.Ordinal));
    }

    static Task<TesseraOutcome> RunAsync() =>
        TesseraProcess.RunProgramAsync(Path.Combine(Repository.Root, "tessera"), "--version");
}
