using Tessera.Cli.Cluster;

namespace Tessera.Tests.Cli.Cluster;

public sealed class ClusterPlanTests
{
    static readonly FreePorts s_ports = new(Clusters.Folder, []);

    [Fact]
    public void A_new_cluster_is_HDFS_and_YARN_with_one_node()
    {
        var plan = ClusterPlan.Of(ClusterState.Empty, new DaemonCounts(), s_ports);

        Assert.Equal(
            ["name-node", "data-node-1", "resource-manager", "node-manager-1"], plan.Daemons.Select(one => one.Name));
    }

    [Fact]
    public void Without_node_managers_there_is_no_YARN_and_with_workers_there_is_a_Spark_master()
    {
        var plan = Clusters.New(dataNodes: 2, nodeManagers: 0, sparkWorkers: 2);

        Assert.Equal(
            ["name-node", "data-node-1", "data-node-2", "spark-master", "spark-worker-1", "spark-worker-2"],
            plan.Daemons.Select(one => one.Name));
        Assert.False(plan.HasYarn);
        Assert.NotNull(plan.SparkUrl);
    }

    [Fact]
    public void All_ports_differ()
    {
        var ports = Clusters.New(3, 3, 8).Daemons.SelectMany(daemon => daemon.Ports.Values).ToList();

        Assert.Equal(ports.Distinct(), ports);
    }

    [Fact]
    public void Who_is_there_keeps_its_ports_when_the_cluster_grows()
    {
        var before = Clusters.New();

        var after = Clusters.Grown(before, 2, 1, 1);

        Assert.Empty(ClusterPlan.Surplus(before, after));
        Assert.All(before.Daemons, daemon => Assert.Contains(daemon, after.Daemons));
        Assert.Equal(4 + 3, after.Daemons.Count);
    }

    [Fact]
    public void What_is_not_said_stays_as_it_is()
    {
        var before = Clusters.New(2, 0, 1);

        Assert.Equal(before.Daemons, ClusterPlan.Of(before, new DaemonCounts(), s_ports).Daemons);
    }

    [Fact]
    public void Who_is_no_longer_wanted_is_named()
    {
        var before = Clusters.New(2, 1, 0);

        var surplus = ClusterPlan.Surplus(before, Clusters.Grown(before, 1, 0, 0));

        Assert.Equal(["data-node-2", "resource-manager", "node-manager-1"], surplus.Select(one => one.Name));
    }

    [Fact]
    public void Memory_is_shared_and_five_executors_find_room_on_a_laptop()
    {
        const long Gibibyte = 1 << 30;

        Assert.Equal(18 * 1024, NodeResources.Of(24 * Gibibyte).Megabytes);
        Assert.Equal(6 * 1024, NodeResources.Of(24 * Gibibyte).SharedBy(3).Megabytes);
        Assert.True(NodeResources.Of(Gibibyte).Cores > 5);
    }
}
