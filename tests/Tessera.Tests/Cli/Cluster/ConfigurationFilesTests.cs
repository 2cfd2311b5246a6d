using System.Xml.Linq;
using Tessera.Cli.Cluster;
using Tessera.Cli.Cluster.Configuration;
using Tessera.Cli.Doctor;
using Tessera.Storage.Hdfs;

namespace Tessera.Tests.Cli.Cluster;

public sealed class ConfigurationFilesTests
{
    static readonly NodeResources s_machine = new(6000, 8);

    [Fact]
    public void Values_are_escaped()
    {
        var xml = XDocument.Parse(ConfigurationFiles.Xml([("a<b", "x & \"y\" ü")]));

        Assert.Equal("x & \"y\" ü", xml.Root!.Element("property")!.Element("value")!.Value);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "2")]
    [InlineData(3, "2")]
    public void Files_have_two_copies_where_there_are_two_data_nodes(int dataNodes, string copies) =>
        Assert.Contains(
            ("dfs.replication", copies), HdfsConfiguration.Hdfs(Clusters.Folder, Clusters.New(dataNodes)));

    [Fact]
    public void All_addresses_are_on_loopback()
    {
        var state = Clusters.New(2, 2, 0);
        IEnumerable<(string Name, string Value)> all =
        [
            .. HdfsConfiguration.Hdfs(Clusters.Folder, state),
            .. YarnConfiguration.Yarn(Clusters.Folder, state, s_machine, "/hadoop"),
            .. state.All(DaemonKinds.DataNode)
                .SelectMany(node => HdfsConfiguration.OfDataNode(Clusters.Folder, node)),
            .. state.All(DaemonKinds.NodeManager)
                .SelectMany(node => YarnConfiguration.OfNodeManager(Clusters.Folder, node)),
        ];
        var addresses = all.Where(property => property.Name.EndsWith("address", StringComparison.Ordinal)).ToList();

        Assert.Equal(2 + 5 + (2 * 3) + (2 * 3), addresses.Count);
        Assert.All(addresses, address => Assert.StartsWith("127.0.0.1:", address.Value, StringComparison.Ordinal));
        Assert.Equal(addresses.Count, addresses.Select(address => address.Value).Distinct().Count());
    }

    [Fact]
    public void Node_managers_share_the_memory() => Assert.Contains(
        ("yarn.nodemanager.resource.memory-mb", "3000"),
        YarnConfiguration.Yarn(Clusters.Folder, Clusters.New(1, 2), s_machine, "/hadoop"));

    [Fact]
    public void Without_YARN_its_file_is_empty() =>
        Assert.Empty(YarnConfiguration.Yarn(Clusters.Folder, Clusters.New(1, 0), s_machine, "/hadoop"));

    [Fact]
    public void What_is_written_leads_the_doctor_to_the_cluster()
    {
        using var temporary = new TemporaryFolder();
        var folder = ClusterFolder.Of(temporary.Path);
        var state = Clusters.New();

        ConfigurationFiles.Write(folder, state, s_machine, "/hadoop");
        var settings = new HadoopSettings(HadoopConfiguration.Load(folder.Configuration));

        Assert.Equal(state.HdfsUrl, settings.FileSystem!.ToString().TrimEnd('/'));
        Assert.Equal([state.NameNode.Address("http")], settings.NameNodes);
        Assert.Equal(
            [state.All(DaemonKinds.ResourceManager).Single().Address("http")], settings.ResourceManagers);
    }
}
