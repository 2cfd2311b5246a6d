using Tessera.Storage.Hdfs;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>Two real name nodes, of which one takes over from the other.</summary>
public sealed class HdfsPairTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_standby_that_takes_over_is_found_and_loses_nothing()
    {
        await using var pair = await HdfsPair.StartAsync();
        var storage = pair.Open();
        await WriteAsync(storage, "before");

        pair.Kill(0);
        var writing = WriteAsync(storage, "during");
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
        Assert.False(writing.IsCompleted);
        await pair.ActivateAsync(1);
        await writing;

        await pair.StartNameNodeAsync(0);
        var stranger = pair.Open();
        await RequireAsync(stranger, "before");
        await RequireAsync(stranger, "during");
        await WriteAsync(stranger, "after");
        Assert.Equal(["after", "before", "during"], await NamesAsync(storage));
    }

    static Task WriteAsync(HdfsStorage storage, string name) => storage.CreateAsync(
        name, stream => Pattern.WriteAsync(stream, mebibytes: 1), Cancellation);

    static async Task RequireAsync(HdfsStorage storage, string name)
    {
        await using var stream = await storage.OpenReadAsync(name, 0, Cancellation);
        await Pattern.RequireAsync(stream, mebibytes: 1);
    }

    static async Task<string[]> NamesAsync(HdfsStorage storage) =>
        [.. await storage.ListAsync("", Cancellation).Select(entry => entry.Name).Order().ToArrayAsync(Cancellation)];
}
