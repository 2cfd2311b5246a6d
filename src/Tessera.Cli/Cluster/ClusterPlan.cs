namespace Tessera.Cli.Cluster;

/// <summary>What a cluster shall consist of: who is there keeps ports and data, who is new gets ports.</summary>
static class ClusterPlan
{
    public static ClusterState Of(ClusterState present, DaemonCounts counts, FreePorts ports)
    {
        var daemons =
            from kind in DaemonKinds.All
            from number in Enumerable.Range(1, CountOf(kind, present, counts))
            select Find(present, kind, number) ?? Create(kind, number, ports);
        return new(ClusterState.CurrentFormat, [.. daemons]);
    }

    /// <summary>Those that the plan has no longer.</summary>
    public static IEnumerable<Daemon> Surplus(ClusterState present, ClusterState plan) =>
        present.Daemons.ExceptBy(plan.Daemons.Select(daemon => daemon.Name), daemon => daemon.Name);

    static int CountOf(DaemonKind kind, ClusterState present, DaemonCounts counts) =>
        kind.Wanted(counts) ?? (present.Daemons.Count > 0 ? present.All(kind).Count() : kind.Default);

    static Daemon? Find(ClusterState present, DaemonKind kind, int number) =>
        present.All(kind).FirstOrDefault(daemon => daemon.Number == number);

    static Daemon Create(DaemonKind kind, int number, FreePorts ports) =>
        new(kind.Name, number, kind.Ports.ToDictionary(port => port, _ => ports.Next()));
}
