using System.Xml.Linq;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>Hadoop's configuration files.</summary>
static class HadoopXml
{
    public static void Write(string path, params IEnumerable<(string Name, string Value)> properties) => new XElement(
        "configuration",
        properties.Select(property => new XElement(
            "property", new XElement("name", property.Name), new XElement("value", property.Value))))
        .Save(path);
}
