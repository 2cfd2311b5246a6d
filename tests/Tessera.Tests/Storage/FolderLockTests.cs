using System.Diagnostics;
using System.Text.Json;
using Tessera.Storage;

namespace Tessera.Tests.Storage;

public sealed class FolderLockTests : IDisposable
{
    readonly TemporaryFolder _temporary = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Folder Folder => StorageSchemes.Open(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_second_writer_is_told_who_holds_the_folder()
    {
        await using var held = await FolderLock.AcquireAsync(Folder, TimeProvider.System, Cancellation);

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => FolderLock.AcquireAsync(Folder, TimeProvider.System, Cancellation));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains($"process {Environment.ProcessId} on", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_released_lock_leaves_nothing_and_can_be_taken_again()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var held = await FolderLock.AcquireAsync(Folder, TimeProvider.System, Cancellation);
        }

        Assert.Empty(Directory.GetFiles(_temporary.Path));
    }

    [Fact]
    public async Task A_lock_that_cannot_be_released_hides_no_failure_of_the_work()
    {
        var storage = new SilentStorage(Folder.Storage);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            var folder = Folder with { Storage = storage };
            await using var held = await FolderLock.AcquireAsync(folder, TimeProvider.System, Cancellation);
            storage.IsSilent = true;
            throw new InvalidOperationException("the work");
        });

        Assert.Equal("the work", failure.Message);
    }

    [Fact]
    public async Task The_lock_of_a_dead_process_of_this_host_is_taken_over_at_once()
    {
        await WriteLockAsync(new LockHolder(Environment.MachineName, DeadProcess(), 0, "dead"));

        await using var taken = await FolderLock.AcquireAsync(Folder, TimeProvider.System, Cancellation);

        Assert.Contains($"\"process\": {Environment.ProcessId}", LockText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_of_a_process_whose_id_was_given_to_another_is_taken_over()
    {
        await WriteLockAsync(new LockHolder(Environment.MachineName, Environment.ProcessId, 0, "earlier"));

        await using var taken = await FolderLock.AcquireAsync(Folder, TimeProvider.System, Cancellation);

        Assert.DoesNotContain("earlier", LockText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_of_another_host_is_respected_while_it_gives_signs_of_life()
    {
        await WriteLockAsync(new LockHolder("elsewhere", 1, 0, "remote"));

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => FolderLock.AcquireAsync(Folder, TimeProvider.System, Cancellation));

        Assert.Contains("process 1 on elsewhere", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_lock_of_another_host_is_taken_over_after_a_minute()
    {
        await WriteLockAsync(new LockHolder("elsewhere", 1, 0, "remote"));
        var silentSince = TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromSeconds(61);
        File.SetLastWriteTimeUtc(_temporary.At(FolderLock.FileName), silentSince);

        await using var taken = await FolderLock.AcquireAsync(Folder, TimeProvider.System, Cancellation);

        Assert.DoesNotContain("remote", LockText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_who_find_a_dead_lock_exactly_one_gets_it()
    {
        await WriteLockAsync(new LockHolder(Environment.MachineName, DeadProcess(), 0, "dead"));

        var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(TryAcquireAsync, Cancellation)));

        var held = Assert.Single(attempts, attempt => attempt is not null);
        await held!.DisposeAsync();
    }

    async Task<FolderLock?> TryAcquireAsync()
    {
        try
        {
            return await FolderLock.AcquireAsync(Folder, TimeProvider.System, Cancellation);
        }
        catch (TesseraException)
        {
            return null;
        }
    }

    static int DeadProcess()
    {
        using var process = Process.Start(Environment.ProcessPath!, "--help")!;
        process.Kill();
        process.WaitForExit();
        return process.Id;
    }

    Task WriteLockAsync(LockHolder holder) => File.WriteAllTextAsync(
        _temporary.At(FolderLock.FileName),
        JsonSerializer.Serialize(holder, TesseraJson.Default.LockHolder),
        Cancellation);

    string LockText() => File.ReadAllText(_temporary.At(FolderLock.FileName));
}
