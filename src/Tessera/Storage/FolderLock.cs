using System.Text.Json;

namespace Tessera.Storage;

/// <summary>
/// One writer a folder: the file <c>lock</c> is created without overwriting and given a sign of life every few seconds.
/// A lock is taken over at once when its process is known to be dead, else when it has given no sign of life for a
/// minute. Two writers would still leave the right files, since every attempt writes the same bytes: the lock
/// saves work.
/// </summary>
public sealed class FolderLock : IAsyncDisposable
{
    internal const string FileName = "lock";

    static readonly TimeSpan s_beat = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_stale = TimeSpan.FromMinutes(1);
    static readonly TimeSpan s_release = TimeSpan.FromSeconds(30);

    // alternating, so that one of them is always there to be seen
    static readonly string[] s_heartbeats = ["_heartbeat-a", "_heartbeat-b"];

    readonly Folder _folder;
    readonly LockHolder _holder;
    readonly CancellationTokenSource _stop = new();
    readonly Task _beating;

    FolderLock(Folder folder, LockHolder holder, TimeProvider time)
    {
        _folder = folder;
        _holder = holder;
        _beating = BeatAsync(time);
    }

    /// <summary>Takes the lock of a folder.</summary>
    /// <exception cref="TesseraException">Another living process holds it.</exception>
    public static async Task<FolderLock> AcquireAsync(Folder folder, TimeProvider time, CancellationToken cancellation)
    {
        var holder = LockHolder.ThisProcess();
        await TakeAsync(folder, FileName, holder, time, cancellation);
        return new FolderLock(folder, holder, time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
        using var deadline = new CancellationTokenSource(s_release);
        try
        {
            await ReleaseAsync(deadline.Token);
        }
        catch (Exception failure) when (failure is TesseraException or OperationCanceledException)
        {
            // the storage is silent, which the work has told or will tell; the lock of a dead process is taken over
        }
    }

    async Task ReleaseAsync(CancellationToken cancellation)
    {
        if (await ReadAsync(_folder, FileName, cancellation) == _holder)
        {
            await DeleteHeartbeatsAsync(_folder, cancellation);
            await _folder.DeleteAsync(FileName, cancellation);
        }
    }

    static async Task TakeAsync(
        Folder folder, string name, LockHolder holder, TimeProvider time, CancellationToken cancellation)
    {
        while (!await TryTakeAsync(folder, name, holder, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await ReadAsync(folder, name, cancellation) is { } other)
            {
                await RequireDeadAsync(folder, name, other, time, cancellation);
                await TakeAwayAsync(folder, name, other, holder, time, cancellation);
            }
        }
    }

    /// <summary>
    /// Written under another name first: a lock is there whole or not at all, wherever this process is killed.
    /// </summary>
    static async Task<bool> TryTakeAsync(
        Folder folder, string name, LockHolder holder, CancellationToken cancellation)
    {
        if (await folder.ExistsAsync(name, cancellation))
        {
            return false;
        }

        var temporary = $"_lock.{Guid.NewGuid():N}";
        await TryCreateAsync(folder, temporary, holder, cancellation);
        if (await folder.Storage.RenameAsync(folder.At(temporary), folder.At(name), cancellation))
        {
            return true;
        }

        await folder.DeleteAsync(temporary, cancellation);
        return false;
    }

    /// <summary>
    /// Only who holds the lock on a dead lock may delete it, so that nobody deletes the new lock of another process
    /// that found the same dead one. Should this process be killed here, that second lock is found dead likewise.
    /// </summary>
    static async Task TakeAwayAsync(
        Folder folder,
        string name,
        LockHolder dead,
        LockHolder holder,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var token = $"_lock-{dead.Nonce}";
        StoragePath.Require(token);
        await TakeAsync(folder, token, holder, time, cancellation);
        if (await ReadAsync(folder, name, cancellation) == dead)
        {
            await DeleteHeartbeatsAsync(folder, cancellation);
            await folder.DeleteAsync(name, cancellation);
        }

        await folder.DeleteAsync(token, cancellation);
    }

    static Task<bool> TryCreateAsync(Folder folder, string name, LockHolder holder, CancellationToken cancellation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(holder, TesseraJson.Default.LockHolder);
        return folder.Storage.CreateAsync(
            folder.At(name), stream => stream.WriteAsync(bytes, cancellation).AsTask(), cancellation);
    }

    static async Task RequireDeadAsync(
        Folder folder, string name, LockHolder other, TimeProvider time, CancellationToken cancellation)
    {
        var sign = await LastSignOfLifeAsync(folder, name, cancellation);
        var now = await NowAsync(folder, other, time, cancellation);
        var silent = sign is null ? s_stale : now - sign.Value;
        if (!other.IsKnownDead() && silent < s_stale)
        {
            throw TesseraException.Environment(
                $"'{folder.Url}' is in use by {other}, last seen {silent.TotalSeconds:0} s ago; wait for it, "
                + $"or if it is gone run the command again in {(s_stale - silent).TotalSeconds:0} s");
        }
    }

    /// <summary>By the storage's clock, which gave the signs of life their times: ours may be minutes off.</summary>
    static async Task<DateTimeOffset> NowAsync(
        Folder folder, LockHolder holder, TimeProvider time, CancellationToken cancellation)
    {
        var name = $"_lock.{Guid.NewGuid():N}";
        await TryCreateAsync(folder, name, holder, cancellation);
        var entry = await folder.StatAsync(name, cancellation);
        await folder.DeleteAsync(name, cancellation);
        return entry?.Modified ?? time.GetUtcNow();
    }

    static async Task<LockHolder?> ReadAsync(Folder folder, string name, CancellationToken cancellation)
    {
        if (!await folder.ExistsAsync(name, cancellation))
        {
            return null;
        }

        try
        {
            await using var stream = await folder.OpenReadAsync(name, cancellation);
            return await JsonSerializer.DeserializeAsync(stream, TesseraJson.Default.LockHolder, cancellation);
        }
        catch (Exception failure) when (failure is JsonException or TesseraException)
        {
            return null; // gone meanwhile
        }
    }

    static async Task<DateTimeOffset?> LastSignOfLifeAsync(
        Folder folder, string lockName, CancellationToken cancellation)
    {
        DateTimeOffset? last = null;
        foreach (var name in s_heartbeats.Prepend(lockName))
        {
            var entry = await folder.StatAsync(name, cancellation);
            last = entry is not null && (last is null || entry.Modified > last) ? entry.Modified : last;
        }

        return last;
    }

    static async Task DeleteHeartbeatsAsync(Folder folder, CancellationToken cancellation)
    {
        foreach (var name in s_heartbeats)
        {
            await folder.DeleteAsync(name, cancellation);
        }
    }

    async Task BeatAsync(TimeProvider time)
    {
        try
        {
            for (var beat = 0; ; beat++)
            {
                await Task.Delay(s_beat, time, _stop.Token);
                var name = s_heartbeats[beat % s_heartbeats.Length];
                await _folder.DeleteAsync(name, _stop.Token);
                await TryCreateAsync(_folder, name, _holder, _stop.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or TesseraException)
        {
            // stopped, or the storage fails: then the work itself fails with a better message
        }
    }
}
