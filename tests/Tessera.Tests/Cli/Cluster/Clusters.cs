using Tessera.Cli.Cluster;

namespace Tessera.Tests.Cli.Cluster;

/// <summary>Clusters that nobody starts.</summary>
static class Clusters
{
    public static ClusterFolder Folder { get; } = ClusterFolder.Of("/tmp/cluster");

    public static ClusterState New(int dataNodes = 1, int nodeManagers = 1, int sparkWorkers = 0) =>
        Grown(ClusterState.Empty, dataNodes, nodeManagers, sparkWorkers);

    public static ClusterState Grown(ClusterState state, int dataNodes, int nodeManagers, int sparkWorkers)
    {
        var counts = new DaemonCounts
        {
            DataNodes = dataNodes,
            NodeManagers = nodeManagers,
            SparkWorkers = sparkWorkers,
        };
        var taken = state.Daemons.SelectMany(daemon => daemon.Ports.Values);
        return ClusterPlan.Of(state, counts, new FreePorts(Folder, taken));
    }
}
