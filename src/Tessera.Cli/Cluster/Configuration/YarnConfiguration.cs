using System.Globalization;
using System.Runtime.InteropServices;

namespace Tessera.Cli.Cluster.Configuration;

/// <summary>What YARN is told, each with its reason where it is not plain.</summary>
static class YarnConfiguration
{
    /// <summary>What containers see of the node manager's environment: enough to find Java, Hadoop and Spark.</summary>
    const string PassedOn =
        "JAVA_HOME,HADOOP_HOME,HADOOP_CONF_DIR,HADOOP_COMMON_HOME,HADOOP_HDFS_HOME,HADOOP_YARN_HOME,"
        + "CLASSPATH_PREPEND_DISTCACHE,SPARK_HOME,SPARK_LOCAL_IP,PATH,LANG,TZ";

    static readonly string[] s_libraries = ["common", "hdfs", "yarn"];

    /// <summary><c>yarn-site.xml</c></summary>
    public static IEnumerable<(string Name, string Value)> Yarn(
        ClusterFolder folder, ClusterState state, NodeResources machine, string hadoopHome)
    {
        if (state.All(DaemonKinds.ResourceManager).SingleOrDefault() is not { } manager)
        {
            return [];
        }

        var node = machine.SharedBy(state.All(DaemonKinds.NodeManager).Count());
        return
        [
            ("yarn.resourcemanager.hostname", Loopback.Host),
            ("yarn.resourcemanager.address", manager.Address("rpc")),
            ("yarn.resourcemanager.scheduler.address", manager.Address("scheduler")),
            ("yarn.resourcemanager.resource-tracker.address", manager.Address("tracker")),
            ("yarn.resourcemanager.admin.address", manager.Address("admin")),
            ("yarn.resourcemanager.webapp.address", manager.Address("http")),
            ("yarn.nodemanager.hostname", Loopback.Host),
            ("yarn.nodemanager.resource.memory-mb", Text(node.Megabytes)),
            ("yarn.nodemanager.resource.cpu-vcores", Text(node.Cores)),
            ("yarn.scheduler.minimum-allocation-mb", "256"),
            ("yarn.scheduler.maximum-allocation-mb", Text(node.Megabytes)),
            ("yarn.scheduler.maximum-allocation-vcores", Text(node.Cores)),
            ("yarn.application.classpath", ClassPath(folder, hadoopHome)),
            ("yarn.nodemanager.env-whitelist", PassedOn),

            // a JVM reserves far more virtual memory than it uses
            ("yarn.nodemanager.vmem-check-enabled", "false"),

            // a full disk of the user's is not the node's end
            ("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.5"),

            // a node manager that was killed is missed after a minute instead of ten
            ("yarn.nm.liveness-monitor.expiry-interval-ms", "60000"),

            // one that comes back before that finds its containers again; needs a native library that is for x64 only
            ("yarn.nodemanager.recovery.enabled", HasRecovery ? "true" : "false"),
        ];
    }

    /// <summary><c>capacity-scheduler.xml</c>: one queue, half of which application masters may take.</summary>
    public static IEnumerable<(string Name, string Value)> Queues() =>
    [
        ("yarn.scheduler.capacity.root.queues", "default"),
        ("yarn.scheduler.capacity.root.default.capacity", "100"),
        ("yarn.scheduler.capacity.maximum-am-resource-percent", "0.5"),

        // every 5 ms, as it comes, it takes two hundredths of two cores while nothing is asked of it
        ("yarn.scheduler.capacity.schedule-asynchronously.scheduling-interval-ms", "50"),
    ];

    /// <summary>What a node manager has of its own.</summary>
    public static IEnumerable<(string Name, string Value)> OfNodeManager(ClusterFolder folder, Daemon daemon)
    {
        var data = folder.DataOf(daemon);
        return
        [
            ("yarn.nodemanager.address", daemon.Address("rpc")),
            ("yarn.nodemanager.localizer.address", daemon.Address("localizer")),
            ("yarn.nodemanager.webapp.address", daemon.Address("http")),
            ("yarn.nodemanager.local-dirs", Path.Combine(data, "local")),
            ("yarn.nodemanager.recovery.dir", Path.Combine(data, "recovery")),
            ("yarn.nodemanager.log-dirs", folder.ContainerLogsOf(daemon)),
        ];
    }

    static bool HasRecovery => RuntimeInformation.OSArchitecture == Architecture.X64;

    static string ClassPath(ClusterFolder folder, string hadoopHome)
    {
        var share = Path.Combine(hadoopHome, "share", "hadoop");
        var entries =
            from library in s_libraries
            from entry in new[] { "*", Path.Combine("lib", "*") }
            select Path.Combine(share, library, entry);
        return string.Join(',', entries.Prepend(folder.Configuration));
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
