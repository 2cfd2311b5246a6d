using System.Globalization;
using System.Text.Json;

namespace Tessera.Cli.Cluster;

/// <summary>What each kind of daemon must say of itself, or its master of it, before it counts as running.</summary>
static class HealthChecks
{
    const string NoAnswer = "does not answer yet";

    public static async Task<string?> NameNodeAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var info = await probe.BeanAsync(daemon, "service=NameNode,name=NameNodeInfo", cancellation);
        return Text(info, "Safemode") switch
        {
            null => NoAnswer,
            "" => null,
            _ => "is in safe mode until the data nodes have reported their blocks",
        };
    }

    /// <summary>The name node would take a killed one for alive: so the data node is asked itself.</summary>
    public static async Task<string?> DataNodeAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var info = await probe.BeanAsync(daemon, "service=DataNode,name=DataNodeInfo", cancellation);
        return Text(info, "BPServiceActorInfo") is not { } actors ? NoAnswer
            : Elements(JsonDocument.Parse(actors).RootElement).Any(actor => Text(actor, "ActorState") == "RUNNING") ? null
            : "is not registered with the name node yet";
    }

    public static async Task<string?> ResourceManagerAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var answer = await probe.GetAsync(daemon, "/ws/v1/cluster/info", cancellation);
        return Text(Member(answer, "clusterInfo"), "state") switch
        {
            null => NoAnswer,
            "STARTED" => null,
            var other => $"is {other}",
        };
    }

    public static async Task<string?> NodeManagerAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var own = await probe.GetAsync(daemon, "/ws/v1/node/info", cancellation);
        if (own is null)
        {
            return NoAnswer;
        }

        var manager = state.All(DaemonKinds.ResourceManager).Single();
        var answer = await probe.GetAsync(manager, "/ws/v1/cluster/nodes", cancellation);
        var port = daemon.Ports["rpc"].ToString(CultureInfo.InvariantCulture);
        var node = Elements(Member(Member(answer, "nodes"), "node"))
            .FirstOrDefault(node => Text(node, "id")?.EndsWith($":{port}", StringComparison.Ordinal) == true);
        return Text(node, "state") switch
        {
            null => "is not registered with the resource manager yet",
            "RUNNING" => null,
            var other => $"is {other}: {Text(node, "healthReport")}",
        };
    }

    public static async Task<string?> SparkMasterAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var answer = await probe.GetAsync(daemon, "/json/", cancellation);
        return Text(answer, "status") switch
        {
            null => NoAnswer,
            "ALIVE" => null,
            var other => $"is {other}",
        };
    }

    public static async Task<string?> SparkWorkerAsync(
        HealthProbe probe, ClusterState state, Daemon daemon, CancellationToken cancellation)
    {
        var master = state.All(DaemonKinds.SparkMaster).Single();
        var answer = await probe.GetAsync(master, "/json/", cancellation);
        var isAlive = Elements(Member(answer, "workers"))
            .Any(worker => Member(worker, "port") is { ValueKind: JsonValueKind.Number } port
                && port.TryGetInt32(out var number)
                && number == daemon.Ports["rpc"]
                && Text(worker, "state") == "ALIVE");
        return isAlive ? null : "is not registered with the master yet";
    }

    static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member)
            ? member
            : null;

    static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    static IEnumerable<JsonElement> Elements(JsonElement? array) =>
        array is { ValueKind: JsonValueKind.Array } element ? element.EnumerateArray() : [];
}
