using System.Globalization;
using System.Text.Json.Serialization;

namespace Tessera.Cli.Cluster;

/// <summary>
/// One process of the cluster, running or not: its ports are its own for as long as the cluster exists.
/// </summary>
/// <param name="Kind">A name of <see cref="DaemonKinds"/>.</param>
/// <param name="Number">From 1, among those of its kind.</param>
/// <param name="Ports">By the names that its kind gives them.</param>
sealed record Daemon(string Kind, int Number, IReadOnlyDictionary<string, int> Ports)
{
    /// <summary>As the user calls it, and its files are named: <c>name-node</c>, <c>data-node-1</c>.</summary>
    [JsonIgnore]
    public string Name => DaemonKinds.Of(this).Most == 1
        ? Kind
        : string.Create(CultureInfo.InvariantCulture, $"{Kind}-{Number}");

    /// <summary>The page that shows how it is.</summary>
    [JsonIgnore]
    public string Web => $"http://{Address("http")}";

    /// <summary>Host and port.</summary>
    public string Address(string port) =>
        string.Create(CultureInfo.InvariantCulture, $"{Loopback.Host}:{Ports[port]}");
}
