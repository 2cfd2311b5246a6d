using Tessera.Storage.Hdfs;

namespace Tessera.Engines.Spark.Yarn;

/// <summary>One of YARN's resource managers.</summary>
/// <param name="Host">Where it takes applications.</param>
/// <param name="Port">Its RPC port.</param>
/// <param name="Web">Where it answers HTTP.</param>
sealed record ResourceManager(string Host, int Port, Uri Web)
{
    const string Prefix = "yarn.resourcemanager.";
    const string AnyAddress = "0.0.0.0"; // Hadoop's default: this machine
    const int DefaultPort = 8032;
    const int DefaultHttpPort = 8088;
    const int DefaultHttpsPort = 8090;

    /// <summary>Those that <c>yarn-site.xml</c> names: one, or several of which one is active.</summary>
    /// <exception cref="TesseraException">An address is none.</exception>
    public static IReadOnlyList<ResourceManager> Of(HadoopConfiguration configuration)
    {
        var ids = configuration.Find($"{Prefix}ha.enabled") is "true"
            ? configuration.FindList($"{Prefix}ha.rm-ids")
            : [];
        return ids.Length == 0
            ? [Of(configuration, "")]
            : [.. ids.Select(id => Of(configuration, $".{id}"))];
    }

    public override string ToString() => $"{Host}:{Port}";

    static ResourceManager Of(HadoopConfiguration configuration, string suffix)
    {
        var host = configuration.Find($"{Prefix}hostname{suffix}") ?? AnyAddress;
        var (scheme, key, webPort) = configuration.Find("yarn.http.policy") == "HTTPS_ONLY"
            ? ("https", "webapp.https.address", DefaultHttpsPort)
            : ("http", "webapp.address", DefaultHttpPort);
        var (rpc, port) = Address($"address{suffix}", DefaultPort);
        var (web, httpPort) = Address($"{key}{suffix}", webPort);
        return new ResourceManager(rpc, port, new Uri($"{scheme}://{web}:{httpPort}"));

        (string Host, int Port) Address(string name, int defaultPort)
        {
            var url = HdfsUrl.Parse($"hdfs://{configuration.Find(Prefix + name) ?? host}");
            return (url.Host, url.Port ?? defaultPort);
        }
    }
}
