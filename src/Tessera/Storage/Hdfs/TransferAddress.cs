using System.Text.Json;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// The name by which <c>excludedatanodes</c> knows a data node: address and port of its transfer protocol. Redirects
/// tell its HTTP port only; the name node's metrics (<c>/jmx</c>) know both.
/// </summary>
static class TransferAddress
{
    public const string Query = "/jmx?qry=Hadoop:service=NameNode,name=NameNodeInfo";

    /// <summary>The transfer address of the data node with this HTTP address; null when the answer lacks it.</summary>
    /// <param name="metrics">What <see cref="Query"/> answered.</param>
    /// <param name="http">The data node, as the redirect named it.</param>
    public static string? Find(JsonDocument metrics, Uri http)
    {
        try
        {
            var text = metrics.RootElement.GetProperty("beans")[0].GetProperty("LiveNodes").GetString();
            using var nodes = JsonDocument.Parse(text ?? "{}");
            foreach (var node in nodes.RootElement.EnumerateObject())
            {
                if (Is(node, http, "infoAddr") || Is(node, http, "infoSecureAddr"))
                {
                    return node.Value.GetProperty("xferaddr").GetString();
                }
            }
        }
        catch (Exception failure) when (
            failure is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            // metrics are no protocol: they may look different one day
        }

        return null;
    }

    /// <summary>Nodes are listed as HOSTNAME:PORT; their addresses are numbers.</summary>
    static bool Is(JsonProperty node, Uri http, string address)
    {
        var info = node.Value.GetProperty(address).GetString() ?? "";
        var name = node.Name[..Math.Max(0, node.Name.LastIndexOf(':'))];
        return info == http.Authority || $"{name}:{info[(info.LastIndexOf(':') + 1)..]}" == http.Authority;
    }
}
