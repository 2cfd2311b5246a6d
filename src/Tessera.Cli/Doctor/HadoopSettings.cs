using Tessera.Storage.Hdfs;

namespace Tessera.Cli.Doctor;

/// <summary>The masters that a configuration of Hadoop names, as far as the doctor asks.</summary>
sealed class HadoopSettings(HadoopConfiguration configuration)
{
    const string ResourceManagerPort = "8088";

    /// <summary>Where clients' paths begin: <c>hdfs://host:port</c>; null when it is not said.</summary>
    public Uri? FileSystem { get; } =
        Uri.TryCreate(configuration.Find("fs.defaultFS"), UriKind.Absolute, out var url) ? url : null;

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string HdfsScheme => configuration.HdfsWebScheme;

    /// <summary>What says where name nodes answer on the web.</summary>
    public string NameNodeSetting => $"dfs.namenode.{HdfsScheme}-address";

    /// <summary>Host and port of each name node's web server; two of a pair.</summary>
    public IReadOnlyList<string> NameNodes =>
        Values(NameNodeSetting) is { Length: > 0 } said ? said
        : FileSystem is { Scheme: "hdfs", Host: { Length: > 0 } host } ? [$"{host}:{NameNodePort}"]
        : [];

    /// <summary>Host and port of each resource manager's web server.</summary>
    public IReadOnlyList<string> ResourceManagers =>
        Values("yarn.resourcemanager.webapp.address") is { Length: > 0 } said ? said
        : Array.ConvertAll(Values("yarn.resourcemanager.hostname"), host => $"{host}:{ResourceManagerPort}");

    string NameNodePort => HdfsScheme == "https" ? "9871" : "9870";

    /// <summary>A setting's value, or those of its variants: <c>NAME.service.node</c>.</summary>
    string[] Values(string name) => [.. configuration.FindAll(name).Select(entry => entry.Value)];
}
