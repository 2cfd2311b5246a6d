using System.Globalization;

namespace Tessera.Cli.Cluster.Configuration;

/// <summary>What HDFS is told, each with its reason where it is not plain.</summary>
static class HdfsConfiguration
{
    /// <summary>More copies on one disk only cost; two are what it takes to lose a data node.</summary>
    const int MostReplicas = 2;

    /// <summary><c>core-site.xml</c></summary>
    public static IEnumerable<(string Name, string Value)> Core(ClusterFolder folder, ClusterState state) =>
    [
        ("fs.defaultFS", state.HdfsUrl),
        ("hadoop.tmp.dir", folder.Temporary),
    ];

    /// <summary><c>hdfs-site.xml</c></summary>
    public static IEnumerable<(string Name, string Value)> Hdfs(ClusterFolder folder, ClusterState state) =>
    [
        ("dfs.namenode.rpc-address", state.NameNode.Address("rpc")),
        ("dfs.namenode.http-address", state.NameNode.Address("http")),
        ("dfs.namenode.name.dir", Url(folder.DataOf(state.NameNode))),
        ("dfs.replication", Text(Math.Min(MostReplicas, state.All(DaemonKinds.DataNode).Count()))),

        // or writes are refused for half a minute after a start
        ("dfs.namenode.safemode.extension", "0"),

        // dead after 60 s instead of 10 minutes; not asked any more after 10 s of silence
        ("dfs.namenode.heartbeat.recheck-interval", "15000"),
        // Closing a file waits this long when a block's report has not come yet: 400 ms by default, which every second
        // small file meets.
        ("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "10"),
        ("dfs.namenode.stale.datanode.interval", "10000"),
        ("dfs.namenode.avoid.read.stale.datanode", "true"),
        ("dfs.namenode.avoid.write.stale.datanode", "true"),

        // 127.0.0.1 need not resolve to a name that leads back
        ("dfs.namenode.datanode.registration.ip-hostname-check", "false"),
        ("dfs.datanode.hostname", Loopback.Name),
    ];

    /// <summary>What a data node has of its own.</summary>
    public static IEnumerable<(string Name, string Value)> OfDataNode(ClusterFolder folder, Daemon daemon) =>
    [
        ("dfs.datanode.address", daemon.Address("data")),
        ("dfs.datanode.http.address", daemon.Address("http")),
        ("dfs.datanode.ipc.address", daemon.Address("ipc")),
        ("dfs.datanode.data.dir", Url(folder.DataOf(daemon))),
    ];

    public static string Url(string path) => new Uri(path).AbsoluteUri;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
