using Tessera.Storage;

namespace Tessera.Tests.Storage;

public sealed class AtomicWriteTests : IDisposable
{
    readonly TemporaryFolder _temporary = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Folder Folder => StorageSchemes.Open(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_written_file_is_described_by_length_and_hash()
    {
        var written = await Folder.WriteTextAsync("a.txt", "abc", Cancellation);

        Assert.Equal(
            new WrittenFile("a.txt", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), written);
        Assert.Equal("abc", File.ReadAllText(_temporary.At("a.txt")));
    }

    [Fact]
    public async Task A_second_attempt_with_the_same_bytes_succeeds_and_leaves_no_temporary_file()
    {
        var first = await Folder.WriteTextAsync("a.txt", "abc", Cancellation);

        var second = await Folder.WriteTextAsync("a.txt", "abc", Cancellation);

        Assert.Equal(first, second);
        Assert.Equal(["a.txt"], Names());
    }

    [Fact]
    public async Task A_leftover_of_other_options_gives_way()
    {
        await Folder.WriteTextAsync("a.txt", "old options", Cancellation);

        await Folder.WriteTextAsync("a.txt", "new", Cancellation);

        Assert.Equal("new", File.ReadAllText(_temporary.At("a.txt")));
        Assert.Equal(["a.txt"], Names());
    }

    [Fact]
    public async Task A_failed_write_leaves_the_earlier_file()
    {
        await Folder.WriteTextAsync("a.txt", "earlier", Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Folder.WriteAsync(
            "a.txt", _ => throw new InvalidOperationException("stop"), Cancellation));

        Assert.Equal("earlier", File.ReadAllText(_temporary.At("a.txt")));
        Assert.Equal(["a.txt"], Names());
    }

    [Fact]
    public async Task Sweeping_takes_unfinished_files_that_are_an_hour_old_and_nothing_else()
    {
        var abandoned = $"_a.npy.{Guid.NewGuid():N}";
        var fresh = $"_b.npy.{Guid.NewGuid():N}";
        foreach (var name in new[] { abandoned, fresh, "_heartbeat-a", "kept" })
        {
            await File.WriteAllTextAsync(_temporary.At(name), "x", Cancellation);
        }

        var old = TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(61);
        File.SetLastWriteTimeUtc(_temporary.At(abandoned), old);
        File.SetLastWriteTimeUtc(_temporary.At("kept"), old);

        await AtomicWrite.SweepAsync(Folder, TimeProvider.System, Cancellation);

        Assert.Equal(new[] { "_heartbeat-a", fresh, "kept" }.Order(), Names());
    }

    IEnumerable<string> Names() => Directory.GetFiles(_temporary.Path).Select(path => Path.GetFileName(path)).Order();
}
