using Tessera.Cli;

namespace Tessera.Tests.Cli;

public sealed class OneGoTests
{
    [Fact]
    public async Task A_call_that_nobody_can_stop_is_left_behind()
    {
        using var source = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        var work = OneGo.RunAsync(
            () =>
            {
                gate.Wait(TestContext.Current.CancellationToken);
                return Task.FromResult(0);
            },
            source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAsync<InterruptedException>(
            () => work.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        gate.Set();
    }
}
