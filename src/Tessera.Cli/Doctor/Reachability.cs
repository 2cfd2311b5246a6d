using System.Text.Json;
using Tessera.Cli.Cluster;

namespace Tessera.Cli.Doctor;

/// <summary>Asks the masters of a configured cluster, all at once: each has three seconds to answer.</summary>
static class Reachability
{
    /// <summary>Of a large cluster some are asked.</summary>
    const int MostDataNodes = 16;

    public static async Task<IReadOnlyList<Finding>> ExamineAsync(
        HadoopSettings settings, CancellationToken cancellation)
    {
        using var probe = new HealthProbe();
        var nameNodes = settings.NameNodes.Select(address => NameNodeAsync(probe, settings, address, cancellation));
        var managers = settings.ResourceManagers.Select(
            address => ResourceManagerAsync(probe, address, cancellation));
        return [.. (await Task.WhenAll([.. nameNodes, .. managers])).SelectMany(findings => findings)];
    }

    static async Task<Finding[]> NameNodeAsync(
        HealthProbe probe, HadoopSettings settings, string address, CancellationToken cancellation)
    {
        var status = await AskAsync(
            settings.HdfsScheme,
            address,
            web => probe.BeanAsync(web, "service=NameNode,name=NameNodeStatus", cancellation));
        var state = status.Text("State");
        var found = Describe("name node", settings.NameNodeSetting, address, state);
        return state == "active"
            ? [found, await DataNodesAsync(probe, settings.HdfsScheme, address, cancellation)]
            : [found];
    }

    /// <summary>Bytes go to data nodes and come from them, each at a port of its own.</summary>
    static async Task<Finding> DataNodesAsync(
        HealthProbe probe, string scheme, string nameNode, CancellationToken cancellation)
    {
        var place = scheme == "https" ? "infoSecureAddr" : "infoAddr";
        var info = await AskAsync(
            scheme, nameNode, web => probe.BeanAsync(web, "service=NameNode,name=NameNodeInfo", cancellation));
        string[] registered = info.Parsed("LiveNodes") is { ValueKind: JsonValueKind.Object } nodes
            ? [.. nodes.EnumerateObject().Select(node => JsonAnswers.Text(node.Value, place)).OfType<string>()]
            : [];
        var asked = registered.Take(MostDataNodes).ToArray();
        var answers = await Task.WhenAll(asked.Select(address => AskAsync(
            scheme, address, web => probe.BeanAsync(web, "service=DataNode,name=DataNodeInfo", cancellation))));
        string[] silent = [.. asked.Where((_, index) => answers[index] is null)];
        return (registered, silent) switch
        {
            ([], _) => new(
                "data nodes", FindingState.Problem, $"{nameNode} knows none that lives", "start one, or wait for it"),
            (_, []) => new("data nodes", FindingState.Ok, $"{registered.Length}, such as {registered[0]}"),
            _ => new(
                "data nodes",
                FindingState.Problem,
                $"{string.Join(", ", silent)} of {registered.Length} cannot be reached from here",
                "let this machine through to their HTTP ports: files are read and written there"),
        };
    }

    static async Task<Finding[]> ResourceManagerAsync(HealthProbe probe, string address, CancellationToken cancellation)
    {
        var answer = await AskAsync("http", address, web => probe.GetAsync(web, "/ws/v1/cluster/info", cancellation));
        var state = answer.Member("clusterInfo").Text("haState");
        return [Describe("YARN", "yarn.resourcemanager.webapp.address", address, state)];
    }

    static async Task<JsonElement?> AskAsync(string scheme, string address, Func<string, Task<JsonElement?>> ask)
    {
        var web = $"{scheme}://{address}";
        return Uri.IsWellFormedUriString(web, UriKind.Absolute) ? await ask(web) : null;
    }

    static Finding Describe(string name, string setting, string address, string? state) => state is null
        ? new(
            name,
            FindingState.Problem,
            $"{address} does not answer as one",
            $"see that it runs (`tessera cluster up` for one on this machine) and that {setting} names it")
        : new(name, FindingState.Ok, $"{address}, {state.ToLowerInvariant()}");
}
