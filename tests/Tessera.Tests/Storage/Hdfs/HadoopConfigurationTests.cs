using System.Text;
using System.Xml;
using Tessera.Storage.Hdfs;

namespace Tessera.Tests.Storage.Hdfs;

public sealed class HadoopConfigurationTests
{
    [Fact]
    public void Properties_are_read_with_their_references_replaced()
    {
        var configuration = Parse(
            "<name>host</name><value> h1 </value>",
            "<name>address</name><value>${host}:${unknown}</value><final>true</final>");

        Assert.Equal("h1:${unknown}", configuration.Find("address"));
        Assert.Null(configuration.Find("missing"));
    }

    [Fact]
    public void References_that_go_round_in_circles_end()
    {
        var configuration = Parse(
            "<name>a</name><value>${b}${b}</value>", "<name>b</name><value>${a}${a}</value>");

        Assert.NotNull(configuration.Find("a"));
    }

    [Fact]
    public void Entities_are_refused()
    {
        const string Xml = """<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><c>&x;</c>""";

        Assert.Throws<XmlException>(() => HadoopConfiguration.Empty.Add(new MemoryStream(Encoding.UTF8.GetBytes(Xml))));
    }

    [Fact]
    public void A_damaged_file_is_one_line_that_names_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("core-site.xml"), "<configuration><property>");

        var failure = Assert.Throws<TesseraException>(() => HadoopConfiguration.Load(folder.Path));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains("core-site.xml", failure.Message, StringComparison.Ordinal);
    }

    internal static HadoopConfiguration Parse(params IEnumerable<string> properties)
    {
        var configuration = new HadoopConfiguration();
        var text = string.Concat(properties.Select(property => $"<property>{property}</property>\n"));
        configuration.Add(new MemoryStream(Encoding.UTF8.GetBytes($"<configuration>{text}</configuration>")));
        return configuration;
    }
}
