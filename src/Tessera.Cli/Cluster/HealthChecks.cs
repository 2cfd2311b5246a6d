using System.Globalization;
using System.Text.Json;

namespace Tessera.Cli.Cluster;

/// <summary>
/// What each kind of daemon must say of itself before it counts as running, and its master of it: a master takes one
/// that was killed for alive for a while, and one that runs may not know that its master has been started anew.
/// </summary>
static class HealthChecks
{
    const string NoAnswer = "does not answer yet";
    const string Unregistered = "is not registered with its master yet";

    public static async Task<string?> NameNodeAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var info = await NameNodeInfoAsync(probe, state, cancellation);
        return info.Text("Safemode") switch
        {
            null => NoAnswer,
            "" => null,
            _ => "is in safe mode until the data nodes have reported their blocks",
        };
    }

    public static async Task<string?> DataNodeAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var own = await probe.BeanAsync(daemon.Web, "service=DataNode,name=DataNodeInfo", cancellation);
        if (own.Parsed("BPServiceActorInfo") is not { } actors)
        {
            return NoAnswer;
        }

        var info = await NameNodeInfoAsync(probe, state, cancellation);
        var isKnown = info.Parsed("LiveNodes") is { ValueKind: JsonValueKind.Object } nodes
            && nodes.EnumerateObject().Any(node => Text(node.Value, "xferaddr") == daemon.Address("data"));
        return isKnown && JsonAnswers.Elements(actors).Any(actor => Text(actor, "ActorState") == "RUNNING")
            ? null
            : Unregistered;
    }

    public static async Task<string?> ResourceManagerAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var answer = await probe.GetAsync(daemon.Web, "/ws/v1/cluster/info", cancellation);
        return answer.Member("clusterInfo").Text("state") switch
        {
            null => NoAnswer,
            "STARTED" => null,
            var other => $"is {other}",
        };
    }

    public static async Task<string?> NodeManagerAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        if (await probe.GetAsync(daemon.Web, "/ws/v1/node/info", cancellation) is null)
        {
            return NoAnswer;
        }

        var manager = state.All(DaemonKinds.ResourceManager).Single();
        var answer = await probe.GetAsync(manager.Web, "/ws/v1/cluster/nodes", cancellation);
        var port = daemon.Ports["rpc"].ToString(CultureInfo.InvariantCulture);
        JsonElement? node = answer.Member("nodes").Member("node").Elements()
            .FirstOrDefault(node => Text(node, "id")?.EndsWith($":{port}", StringComparison.Ordinal) == true);
        return node.Text("state") switch
        {
            null => Unregistered,
            "RUNNING" => null,
            var other => $"is {other}: {node.Text("healthReport")}",
        };
    }

    public static async Task<string?> SparkMasterAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var answer = await probe.GetAsync(daemon.Web, "/json/", cancellation);
        return answer.Text("status") switch
        {
            null => NoAnswer,
            "ALIVE" => null,
            var other => $"is {other}",
        };
    }

    public static async Task<string?> SparkWorkerAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        if (await probe.GetAsync(daemon.Web, "/json/", cancellation) is null)
        {
            return NoAnswer;
        }

        var master = state.All(DaemonKinds.SparkMaster).Single();
        var answer = await probe.GetAsync(master.Web, "/json/", cancellation);
        return answer.Member("workers").Elements().Any(worker => IsAlive(worker, daemon)) ? null : Unregistered;
    }

    static bool IsAlive(JsonElement? worker, Daemon daemon) =>
        worker.Whole("port") == daemon.Ports["rpc"] && worker.Text("state") == "ALIVE";

    static Task<JsonElement?> NameNodeInfoAsync(
        HealthProbe probe, ClusterState state, CancellationToken cancellation) =>
        probe.BeanAsync(state.NameNode.Web, "service=NameNode,name=NameNodeInfo", cancellation);

    static string? Text(JsonElement element, string name) => JsonAnswers.Text(element, name);
}
