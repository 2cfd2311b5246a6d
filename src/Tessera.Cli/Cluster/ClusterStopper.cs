namespace Tessera.Cli.Cluster;

/// <summary>Ends the processes of a cluster: those that it started, and no other.</summary>
sealed class ClusterStopper(ClusterFolder folder, TimeProvider time, Action<string> tell)
{
    // A node manager first ends its containers.
    static readonly TimeSpan s_termination = TimeSpan.FromSeconds(20);
    static readonly TimeSpan s_kill = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Ends all daemons, those first that started last: a node manager leaves the resource manager in good order.
    /// </summary>
    public async Task DownAsync(DataFate data, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder.Path))
        {
            return;
        }

        using var exclusive = await ClusterLock.AcquireAsync(folder, time, tell, cancellation);
        if (ClusterState.Read(folder) is not { } state)
        {
            return; // whatever lies there, it is not a cluster's
        }

        foreach (var kind in DaemonKinds.All.Reverse())
        {
            await Task.WhenAll(state.All(kind).Select(daemon => EndAsync(daemon, cancellation)));
        }

        if (data == DataFate.Deleted)
        {
            Delete();
        }
    }

    async Task EndAsync(Daemon daemon, CancellationToken cancellation)
    {
        var file = folder.ProcessFileOf(daemon);
        if (ProcessIdentity.Read(file) is { IsAlive: true } process)
        {
            Signals.Terminate(process);
            if (!await HasEndedAsync(process, s_termination, cancellation))
            {
                tell($"{daemon.Name} does not end, and is killed");
                Signals.Kill(process);
                if (!await HasEndedAsync(process, s_kill, cancellation))
                {
                    throw TesseraException.Environment(
                        $"{daemon.Name}, process {process.Id}, cannot be killed: the system must be asked why");
                }
            }

            tell($"{daemon.Name} has ended");
        }

        File.Delete(file);
    }

    async Task<bool> HasEndedAsync(ProcessIdentity process, TimeSpan patience, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        while (process.IsAlive)
        {
            if (time.GetElapsedTime(start) > patience)
            {
                return false;
            }

            await Task.Delay(s_pause, time, cancellation);
        }

        return true;
    }

    // The state is last, for who resumes. The lock stays: deleted, it would not keep those apart who wait for it.
    void Delete()
    {
        foreach (var part in folder.Parts.Where(Directory.Exists))
        {
            Directory.Delete(part, recursive: true);
        }

        File.Delete(folder.StateFile);
        tell("data, logs and configuration are deleted");
    }
}
