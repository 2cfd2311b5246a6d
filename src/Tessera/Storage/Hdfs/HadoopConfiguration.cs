using System.Text.RegularExpressions;
using System.Xml;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// The properties of <c>core-site.xml</c>, <c>hdfs-site.xml</c> and <c>yarn-site.xml</c>. The files are not trusted: no
/// DTD, bounded size.
/// </summary>
public sealed partial class HadoopConfiguration
{
    const long MaxCharacters = 16 << 20;
    const int MaxSubstitutions = 20;

    static readonly string[] s_files = ["core-site.xml", "hdfs-site.xml", "yarn-site.xml"];

    readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal);

    /// <summary>Nothing is configured.</summary>
    public static HadoopConfiguration Empty { get; } = new();

    /// <summary>How HDFS answers on the web: <c>https</c> where it answers nothing else, <c>http</c>.</summary>
    public string HdfsWebScheme => Find("dfs.http.policy") == "HTTPS_ONLY" ? "https" : "http";

    /// <summary>Reads what there is of those files in a folder.</summary>
    /// <exception cref="TesseraException">A file is no configuration.</exception>
    public static HadoopConfiguration Load(string folder)
    {
        var configuration = new HadoopConfiguration();
        foreach (var file in s_files.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            try
            {
                using var stream = File.OpenRead(file);
                configuration.Add(stream);
            }
            catch (Exception failure) when (failure is XmlException or IOException or UnauthorizedAccessException)
            {
                throw TesseraException.User(
                    $"cannot read the Hadoop configuration '{file}': {failure.Message}", failure);
            }
        }

        return configuration;
    }

    /// <summary>Adds the properties of one file; later ones win.</summary>
    public void Add(Stream xml)
    {
        using var reader = XmlReader.Create(xml, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            IgnoreComments = true,
            IgnoreWhitespace = true,
        });
        string? name = null;
        while (!reader.EOF)
        {
            switch (reader.NodeType == XmlNodeType.Element ? reader.LocalName : "")
            {
                case "name":
                    name = reader.ReadElementContentAsString().Trim();
                    break;
                case "value" when name is not null:
                    _properties[name] = reader.ReadElementContentAsString().Trim();
                    name = null;
                    break;
                default:
                    reader.Read();
                    break;
            }
        }
    }

    /// <summary>A property, with <c>${other.property}</c> replaced; null when it is missing or empty.</summary>
    public string? Find(string name)
    {
        var value = _properties.GetValueOrDefault(name);
        for (var i = 0; i < MaxSubstitutions && value is not null; i++)
        {
            var expanded = Reference().Replace(
                value, match => _properties.GetValueOrDefault(match.Groups[1].Value, match.Value));
            if (expanded == value || expanded.Length > MaxCharacters)
            {
                break;
            }

            value = expanded;
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>A property that is a list separated by commas.</summary>
    public string[] FindList(string name) =>
        Find(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The properties called PREFIX or PREFIX.ANYTHING: what follows the prefix, and the value.</summary>
    public IEnumerable<(string Suffix, string Value)> FindAll(string prefix) =>
        from name in _properties.Keys
        where name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal)
        let value = Find(name)
        where value is not null
        select (name[prefix.Length..], value);

    [GeneratedRegex(@"\$\{([^{}$\s]{1,200})\}")]
    private static partial Regex Reference();
}
