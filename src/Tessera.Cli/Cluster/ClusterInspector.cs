namespace Tessera.Cli.Cluster;

/// <summary>Looks how a cluster is, and changes nothing.</summary>
static class ClusterInspector
{
    public static async Task<IReadOnlyList<DaemonStatus>> StatusAsync(
        ClusterFolder folder, ClusterState state, CancellationToken cancellation)
    {
        using var probe = new HealthProbe();
        return await Task.WhenAll(
            state.Daemons.Select(daemon => StatusAsync(folder, state, daemon, probe, cancellation)));
    }

    public static async Task<DaemonStatus> StatusAsync(
        ClusterFolder folder, ClusterState state, Daemon daemon, HealthProbe probe, CancellationToken cancellation)
    {
        if (ProcessIdentity.Read(folder.ProcessFileOf(daemon)) is not { } process)
        {
            return new(daemon, DaemonCondition.Stopped);
        }

        if (!process.IsAlive)
        {
            return new(daemon, DaemonCondition.Dead);
        }

        var ailment = await DaemonKinds.Of(daemon).Ailment(probe, state, daemon, cancellation);
        return new(daemon, ailment is null ? DaemonCondition.Running : DaemonCondition.Unready, process.Id, ailment);
    }

    /// <summary>The process of a daemon, if it is alive.</summary>
    public static ProcessIdentity? ProcessOf(ClusterFolder folder, Daemon daemon) =>
        ProcessIdentity.Read(folder.ProcessFileOf(daemon)) is { IsAlive: true } process ? process : null;
}
