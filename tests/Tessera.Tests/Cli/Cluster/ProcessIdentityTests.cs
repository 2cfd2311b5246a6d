using Tessera.Cli.Cluster;

namespace Tessera.Tests.Cli.Cluster;

public sealed class ProcessIdentityTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public ProcessIdentityTests() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "clusters run on Linux only");

    static ProcessIdentity Own => ProcessIdentity.Of(Environment.ProcessId)!.Value;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_that_runs_is_alive() => Assert.True(Own.IsAlive);

    [Fact]
    public void A_later_process_with_the_same_id_is_another()
    {
        Assert.False((Own with { Start = Own.Start - 1 }).IsAlive);
        Assert.False((Own with { Boot = "another" }).IsAlive);
    }

    [Fact]
    public async Task A_launched_process_says_who_it_is_keeps_nothing_of_ours_and_is_dead_when_it_is_killed()
    {
        var file = _folder.At("sleep.pid");
        using var process = Launcher.Start(
            ["sleep", "600"], _folder.At("log"), file, _folder.Path, new Dictionary<string, string>());
        var identity = await WrittenAsync(file);

        Assert.Equal(ProcessIdentity.Of(process.Id), identity);
        Assert.True(identity.IsAlive);
        Assert.Equal(_folder.At("log"), File.ResolveLinkTarget($"/proc/{process.Id}/fd/1", false)!.FullName);
        Assert.Equal(_folder.At("log"), File.ResolveLinkTarget($"/proc/{process.Id}/fd/2", false)!.FullName);
        Assert.Equal("/dev/null", File.ResolveLinkTarget($"/proc/{process.Id}/fd/0", false)!.FullName);

        Signals.Kill(identity);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.False(identity.IsAlive);
    }

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("x 1 boot")]
    [InlineData("1 1 boot")]
    [InlineData("-1 1 boot")]
    [InlineData("123 x boot")]
    [InlineData("123 1 boot more")]
    public void A_damaged_file_names_no_process(string text)
    {
        File.WriteAllText(_folder.At("damaged.pid"), text);

        Assert.Null(ProcessIdentity.Read(_folder.At("damaged.pid")));
    }

    static async Task<ProcessIdentity> WrittenAsync(string file)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (ProcessIdentity.Read(file) is { } identity)
            {
                return identity;
            }

            await Task.Delay(10, deadline.Token);
        }
    }
}
