using Tessera.Cli.Cluster.Configuration;
using Tessera.Cli.Doctor;
using Tessera.Storage.Hdfs;

namespace Tessera.Tests.Cli.Doctor;

public sealed class HadoopSettingsTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_a_pair_both_name_nodes_are_found()
    {
        Write("core-site.xml", ("fs.defaultFS", "hdfs://pair"));
        Write(
            "hdfs-site.xml",
            ("dfs.namenode.http-address.pair.a", "one:1"),
            ("dfs.namenode.http-address.pair.b", "two:2"));

        var settings = new HadoopSettings(HadoopConfiguration.Load(_folder.Path));

        Assert.Equal(["one:1", "two:2"], settings.NameNodes);
        Assert.Equal("hdfs://pair/", settings.FileSystem!.ToString());
    }

    [Fact]
    public void What_is_not_said_is_at_the_usual_port()
    {
        Write("core-site.xml", ("fs.defaultFS", "hdfs://master:8020"));
        Write("yarn-site.xml", ("yarn.resourcemanager.hostname", "master"));

        var settings = new HadoopSettings(HadoopConfiguration.Load(_folder.Path));

        Assert.Equal(["master:9870"], settings.NameNodes);
        Assert.Equal(["master:8088"], settings.ResourceManagers);
    }

    [Fact]
    public void A_cluster_that_answers_https_alone_is_asked_so()
    {
        Write("core-site.xml", ("fs.defaultFS", "hdfs://master:8020"));
        Write("hdfs-site.xml", ("dfs.http.policy", "HTTPS_ONLY"), ("dfs.namenode.http-address", "master:1"));

        var settings = new HadoopSettings(HadoopConfiguration.Load(_folder.Path));

        Assert.Equal("https", settings.HdfsScheme);
        Assert.Equal(["master:9871"], settings.NameNodes);
    }

    [Fact]
    public void An_empty_folder_says_nothing()
    {
        var settings = new HadoopSettings(HadoopConfiguration.Load(_folder.Path));

        Assert.Null(settings.FileSystem);
        Assert.Empty(settings.NameNodes);
        Assert.Empty(settings.ResourceManagers);
    }

    void Write(string file, params (string Name, string Value)[] properties) => File.WriteAllText(
        _folder.At(file), ConfigurationFiles.Xml(properties));
}
