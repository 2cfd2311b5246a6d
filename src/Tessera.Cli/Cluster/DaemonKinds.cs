using System.Globalization;
using Tessera.Cli.Cluster.Configuration;

namespace Tessera.Cli.Cluster;

/// <summary>The table of daemons, in the order in which they start.</summary>
static class DaemonKinds
{
    const string SparkClass = "bin/spark-class";

    public static DaemonKind NameNode { get; } = new()
    {
        Name = "name-node",
        Ports = ["rpc", "http"],
        Installation = Installation.Hadoop,
        Program = "bin/hdfs",
        Arguments = (_, _, _) => ["namenode"],
        Ailment = HealthChecks.NameNodeAsync,
        Wanted = _ => 1,
        Default = 1,
    };

    public static DaemonKind DataNode { get; } = new()
    {
        Name = "data-node",
        Ports = ["data", "http", "ipc"],
        Installation = Installation.Hadoop,
        Program = "bin/hdfs",
        Arguments = (folder, _, daemon) => ["datanode", .. Properties(HdfsConfiguration.OfDataNode(folder, daemon))],
        Ailment = HealthChecks.DataNodeAsync,
        Wanted = counts => counts.DataNodes,
        Most = DaemonCounts.MostDataNodes,
        Default = 1,
    };

    public static DaemonKind ResourceManager { get; } = new()
    {
        Name = "resource-manager",
        Ports = ["rpc", "http", "scheduler", "tracker", "admin"],
        Installation = Installation.Hadoop,
        Program = "bin/yarn",
        Arguments = (_, _, _) => ["resourcemanager"],
        Ailment = HealthChecks.ResourceManagerAsync,
        Wanted = counts => counts.NodeManagers is { } wanted ? Math.Min(wanted, 1) : null,
        Default = 1,
    };

    public static DaemonKind NodeManager { get; } = new()
    {
        Name = "node-manager",
        Ports = ["rpc", "http", "localizer"],
        Installation = Installation.Hadoop,
        Program = "bin/yarn",
        Arguments = (folder, _, daemon) =>
            ["nodemanager", .. Properties(YarnConfiguration.OfNodeManager(folder, daemon))],
        Ailment = HealthChecks.NodeManagerAsync,
        Wanted = counts => counts.NodeManagers,
        Most = DaemonCounts.MostNodeManagers,
        Default = 1,
    };

    public static DaemonKind SparkMaster { get; } = new()
    {
        Name = "spark-master",
        Ports = ["rpc", "http"],
        Installation = Installation.Spark,
        Program = SparkClass,
        Arguments = (_, _, daemon) => ["org.apache.spark.deploy.master.Master", .. SparkAddress(daemon)],
        Ailment = HealthChecks.SparkMasterAsync,
        Wanted = counts => counts.SparkWorkers is { } wanted ? Math.Min(wanted, 1) : null,
    };

    public static DaemonKind SparkWorker { get; } = new()
    {
        Name = "spark-worker",
        Ports = ["rpc", "http"],
        Installation = Installation.Spark,
        Program = SparkClass,
        Arguments = SparkWorkerArguments,
        Ailment = HealthChecks.SparkWorkerAsync,
        Wanted = counts => counts.SparkWorkers,
        Most = DaemonCounts.MostSparkWorkers,
    };

    public static IReadOnlyList<DaemonKind> All { get; } =
        [NameNode, DataNode, ResourceManager, NodeManager, SparkMaster, SparkWorker];

    public static DaemonKind Of(Daemon daemon) => All.Single(kind => kind.Name == daemon.Kind);

    static IEnumerable<string> Properties(IEnumerable<(string Name, string Value)> properties) =>
        properties.Select(property => $"-D{property.Name}={property.Value}");

    static IEnumerable<string> SparkWorkerArguments(ClusterFolder folder, ClusterState state, Daemon daemon)
    {
        var resources = NodeResources.OfThisMachine.SharedBy(state.All(SparkWorker).Count());
        return
        [
            "org.apache.spark.deploy.worker.Worker",
            .. SparkAddress(daemon),
            "--cores", Text(resources.Cores),
            "--memory", $"{Text(resources.Megabytes)}m",
            "--work-dir", folder.DataOf(daemon),
            state.SparkUrl!,
        ];
    }

    static string[] SparkAddress(Daemon daemon) =>
    [
        "--host", Loopback.Host, "--port", Text(daemon.Ports["rpc"]), "--webui-port", Text(daemon.Ports["http"]),
    ];

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
