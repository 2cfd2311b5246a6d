using System.Xml;
using System.Xml.Linq;

namespace Tessera.Cli.Doctor;

/// <summary>What the files of <c>HADOOP_CONF_DIR</c> say, as far as the doctor asks.</summary>
sealed class HadoopSettings
{
    const int MostCharacters = 16 << 20;
    const string NameNodePort = "9870";
    const string ResourceManagerPort = "8088";

    static readonly string[] s_files = ["core-site.xml", "hdfs-site.xml", "yarn-site.xml"];

    readonly Dictionary<string, string> _values = [];

    /// <exception cref="XmlException">A file is no XML.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public HadoopSettings(string folder)
    {
        foreach (var file in s_files.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            Read(file);
        }
    }

    /// <summary>Where clients' paths begin: <c>hdfs://host:port</c>; null when it is not said.</summary>
    public Uri? FileSystem =>
        Uri.TryCreate(_values.GetValueOrDefault("fs.defaultFS"), UriKind.Absolute, out var url) ? url : null;

    /// <summary>Host and port of each name node's web server; two of a pair.</summary>
    public IReadOnlyList<string> NameNodes
    {
        get
        {
            string[] said = [.. Values("dfs.namenode.http-address")];
            return said.Length == 0 && FileSystem is { Scheme: "hdfs", Host: { Length: > 0 } host }
                ? [$"{host}:{NameNodePort}"]
                : said;
        }
    }

    /// <summary>Host and port of each resource manager's web server.</summary>
    public IReadOnlyList<string> ResourceManagers
    {
        get
        {
            string[] said = [.. Values("yarn.resourcemanager.webapp.address")];
            return said.Length > 0
                ? said
                : [.. Values("yarn.resourcemanager.hostname").Select(host => $"{host}:{ResourceManagerPort}")];
        }
    }

    /// <summary>A setting's value, or those of its variants: <c>NAME.service.node</c>.</summary>
    IEnumerable<string> Values(string name) => _values
        .Where(entry => entry.Key == name || entry.Key.StartsWith($"{name}.", StringComparison.Ordinal))
        .Select(entry => entry.Value);

    void Read(string file)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            MaxCharactersInDocument = MostCharacters,
        };
        using var reader = XmlReader.Create(file, settings);
        foreach (var property in XDocument.Load(reader).Descendants("property"))
        {
            if (property.Element("name")?.Value.Trim() is { Length: > 0 } name)
            {
                _values[name] = property.Element("value")?.Value.Trim() ?? "";
            }
        }
    }
}
