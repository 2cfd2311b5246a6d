using System.Collections.Concurrent;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// What all storages of this process share: connections, and what has been learnt about each cluster, such as which
/// name node is active.
/// </summary>
static class HdfsConnections
{
    static readonly HdfsDeadlines s_deadlines = new();

    static readonly ConcurrentDictionary<string, HdfsCluster> s_clusters = new(StringComparer.Ordinal);

    static readonly HttpMessageInvoker s_http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // the second step of a redirect has a body
        UseCookies = false, // a cookie would outlive the user whose it is
        UseProxy = false, // as Hadoop's own clients do
        ConnectTimeout = s_deadlines.Connect,
        // Data nodes always answer "100 Continue", once they have created the file: from then on it is ours.
        Expect100ContinueTimeout = s_deadlines.Silence,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    public static HdfsCluster For(HdfsLocation location) => s_clusters.GetOrAdd(
        location.Key, _ => new HdfsCluster(location, s_http, s_deadlines, TimeProvider.System));
}
