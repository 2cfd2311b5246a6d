namespace Tessera.Cli.Cluster;

/// <summary>
/// One <c>up</c> or <c>down</c> a cluster at a time. The system lets go of the file when its process ends, however that
/// ends.
/// </summary>
static class ClusterLock
{
    static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(5);
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the lock; disposing it releases it.</summary>
    /// <exception cref="TesseraException">Somebody else holds it for too long.</exception>
    public static async Task<IDisposable> AcquireAsync(
        ClusterFolder folder, TimeProvider time, Action<string> tell, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException failure) when (failure is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (time.GetElapsedTime(start) > s_deadline)
                {
                    throw TesseraException.Environment(
                        $"another `tessera cluster` has been at work in '{folder}' for {s_deadline.TotalMinutes:0} "
                        + $"minutes ({failure.Message}): end it, then try again",
                        failure);
                }
            }

            if (tries == 0)
            {
                tell("waiting for another `tessera cluster` that is at work here");
            }

            await Task.Delay(s_pause, time, cancellation);
        }
    }
}
