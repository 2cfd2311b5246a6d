using System.Text.Json;
using Tessera.Cli.Cluster;

namespace Tessera.Cli.Doctor;

/// <summary>Asks the masters of a configured cluster, all at once: each has three seconds to answer.</summary>
static class Reachability
{
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(
        HadoopSettings settings, CancellationToken cancellation)
    {
        using var probe = new HealthProbe();
        var nameNodes = settings.NameNodes.Select(address => NameNodeAsync(probe, address, cancellation));
        var managers = settings.ResourceManagers.Select(address => ResourceManagerAsync(probe, address, cancellation));
        return await Task.WhenAll([.. nameNodes, .. managers]);
    }

    static async Task<Finding> NameNodeAsync(HealthProbe probe, string address, CancellationToken cancellation)
    {
        var status = await AskAsync(
            address, web => probe.BeanAsync(web, "service=NameNode,name=NameNodeStatus", cancellation));
        return Describe("name node", "dfs.namenode.http-address", address, status.Text("State"));
    }

    static async Task<Finding> ResourceManagerAsync(HealthProbe probe, string address, CancellationToken cancellation)
    {
        var answer = await AskAsync(address, web => probe.GetAsync(web, "/ws/v1/cluster/info", cancellation));
        return Describe(
            "YARN", "yarn.resourcemanager.webapp.address", address, answer.Member("clusterInfo").Text("haState"));
    }

    static async Task<JsonElement?> AskAsync(
        string address, Func<string, Task<JsonElement?>> ask) =>
        Uri.IsWellFormedUriString($"http://{address}", UriKind.Absolute) ? await ask($"http://{address}") : null;

    static Finding Describe(string name, string setting, string address, string? state) => state is null
        ? new(
            name,
            FindingState.Problem,
            $"{address} does not answer as one",
            $"see that it runs (`tessera cluster up` for one on this machine) and that {setting} names it")
        : new(name, FindingState.Ok, $"{address}, {state.ToLowerInvariant()}");
}
