using System.Text;
using System.Xml;

namespace Tessera.Cli.Cluster.Configuration;

/// <summary>Writes the folder that <c>HADOOP_CONF_DIR</c> names.</summary>
static class ConfigurationFiles
{
    /// <summary>Daemons say what they do, with <c>HADOOP_ROOT_LOGGER</c>; clients only what goes wrong.</summary>
    const string LogSettings =
        """
        hadoop.root.logger=WARN,console
        log4j.rootLogger=${hadoop.root.logger}
        log4j.appender.console=org.apache.log4j.ConsoleAppender
        log4j.appender.console.target=System.err
        log4j.appender.console.layout=org.apache.log4j.PatternLayout
        log4j.appender.console.layout.ConversionPattern=%d{ISO8601} %p %c{2}: %m%n
        # a line for each file would be most of the log
        log4j.logger.org.apache.hadoop.hdfs.server.namenode.FSNamesystem.audit=WARN
        log4j.logger.org.apache.hadoop.hdfs.StateChange=WARN
        log4j.logger.BlockStateChange=WARN
        log4j.logger.org.apache.hadoop.hdfs.server.datanode.DataNode.clienttrace=WARN
        log4j.logger.datanode.webhdfs=WARN
        # it works without
        log4j.logger.org.apache.hadoop.util.NativeCodeLoader=ERROR

        """;

    public static void Write(ClusterFolder folder, ClusterState state, NodeResources machine, string hadoopHome)
    {
        Directory.CreateDirectory(folder.Configuration);
        Write(folder, "core-site.xml", Xml(HdfsConfiguration.Core(folder, state)));
        Write(folder, "hdfs-site.xml", Xml(HdfsConfiguration.Hdfs(folder, state)));
        Write(folder, "yarn-site.xml", Xml(YarnConfiguration.Yarn(folder, state, machine, hadoopHome)));
        Write(folder, "capacity-scheduler.xml", Xml(YarnConfiguration.Queues()));
        Write(folder, "log4j.properties", LogSettings);
    }

    public static string Xml(IEnumerable<(string Name, string Value)> properties)
    {
        using var text = new MemoryStream();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using (var xml = XmlWriter.Create(text, settings))
        {
            xml.WriteStartElement("configuration");
            foreach (var (name, value) in properties)
            {
                xml.WriteStartElement("property");
                xml.WriteElementString("name", name);
                xml.WriteElementString("value", value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    // Whole or not at all: somebody may be reading the last one.
    static void Write(ClusterFolder folder, string name, string text)
    {
        var path = Path.Combine(folder.Configuration, name);
        File.WriteAllText($"{path}.new", text);
        File.Move($"{path}.new", path, overwrite: true);
    }
}
