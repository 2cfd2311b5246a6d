using Tessera.Storage.Hdfs;

namespace Tessera.Tests.Storage.Hdfs;

public sealed class HdfsSettingsTests : IDisposable
{
    static readonly (string Name, string Value)[] s_pair =
    [
        ("fs.defaultFS", "hdfs://pair"),
        ("dfs.nameservices", "other, pair"),
        ("dfs.ha.namenodes.pair", "n1, n2"),
        ("dfs.namenode.rpc-address.pair.n1", "a:8020"),
        ("dfs.namenode.http-address.pair.n1", "a:5070"),
        ("dfs.namenode.rpc-address.pair.n2", "b:8020"),
    ];

    readonly TemporaryFolder _folder = new();
    readonly Dictionary<string, string> _environment = [];

    public HdfsSettingsTests() => _environment["HADOOP_CONF_DIR"] = _folder.Path;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("hdfs://h", "http://h:9870/")]
    [InlineData("hdfs://h:8020/x", "http://h:9870/")]
    [InlineData("hdfs://[::1]:8020/x", "http://[::1]:9870/")]
    [InlineData("webhdfs://h:50070/x", "http://h:50070/")]
    [InlineData("WebHDFS://h", "http://h:9870/")]
    public void Without_a_configuration_the_usual_ports_are_taken(string url, string expected) =>
        Assert.Equal([expected], NodesOf(url));

    [Fact]
    public void A_host_is_found_by_its_RPC_address()
    {
        Configure(
            ("fs.defaultFS", "hdfs://h:9000"),
            ("dfs.namenode.http-address", "0.0.0.0:5070"),
            ("dfs.namenode.rpc-address.other.n1", "o:8020"),
            ("dfs.namenode.http-address.other.n1", "o:5071"));

        Assert.Equal(["http://h:5070/"], NodesOf("hdfs://h:9000/x"));
        Assert.Equal(["http://h:5070/"], NodesOf("hdfs:///x"));
        Assert.Equal(["http://o:5071/"], NodesOf("hdfs://o/x"));
    }

    [Fact]
    public void A_name_service_has_the_addresses_of_its_pair()
    {
        ConfigurePair();

        Assert.Equal(["http://a:5070/", "http://b:9870/"], NodesOf("hdfs://pair/x"));
        Assert.Equal(["http://a:5070/", "http://b:9870/"], NodesOf("hdfs:///x"));
        Assert.Equal(["http://a:5070/", "http://b:9870/"], NodesOf("hdfs:/x"));
    }

    [Theory]
    [InlineData("webhdfs://h/x", "check host and port")]
    [InlineData("hdfs://h/x", "usual 9870, since HADOOP_CONF_DIR names no cluster")]
    public void Without_a_configuration_the_advice_is_to_have_one(string url, string advice) =>
        Assert.Contains(advice, Settings().Locate(url).Advice, StringComparison.Ordinal);

    [Theory]
    [InlineData("hdfs://h/x", "HADOOP_CONF_DIR knows hdfs://other and hdfs://pair and hdfs://c:9000")]
    [InlineData("hdfs://c:8020/x", "knows hdfs://other and hdfs://pair and hdfs://c:9000")]
    [InlineData("hdfs://c:9000/x", "check that it runs")]
    [InlineData("hdfs://pair/x", "check that it runs")]
    [InlineData("hdfs:///x", "check that it runs")]
    public void With_a_configuration_the_advice_is_what_it_knows(string url, string advice)
    {
        Configure([.. s_pair, ("dfs.namenode.rpc-address", "c:9000")]);

        Assert.Contains(advice, Settings().Locate(url).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_that_speaks_HTTPS_only_is_spoken_to_so()
    {
        Configure(("fs.defaultFS", "hdfs://h:9000"), ("dfs.http.policy", "HTTPS_ONLY"));

        Assert.Equal(["https://h:9871/"], NodesOf("hdfs://h:9000/x"));
    }

    [Fact]
    public void What_one_process_resolved_another_takes_over_without_a_configuration()
    {
        ConfigurePair();
        _environment["HADOOP_USER_NAME"] = "alice";
        var variables = Settings().VariablesFor("hdfs://pair/x", "hdfs:///y", "webhdfs://c:1/z", "/local", "file:///f");

        var worker = HdfsSettings.From(variables.GetValueOrDefault);

        Assert.Equal(Settings().Locate("hdfs://pair/x").NameNodes, worker.Locate("hdfs://pair/q").NameNodes);
        Assert.Equal(Settings().Locate("hdfs:///x").NameNodes, worker.Locate("hdfs:///q").NameNodes);
        Assert.Equal("alice", worker.Locate("hdfs://pair/q").User);
        Assert.Equal(HdfsTrust.Known, worker.Locate("hdfs:///q").Trust);
        Assert.Matches("^[A-Za-z0-9.:/,=+_-]*$", variables[HdfsSettings.Variable]);
    }

    [Fact]
    public void A_configuration_that_is_not_there_is_one_line_unless_name_nodes_are_given()
    {
        var environment = new Dictionary<string, string> { ["HADOOP_CONF_DIR"] = "/no/such" };

        var failure = Assert.Throws<TesseraException>(() => HdfsSettings.From(environment.GetValueOrDefault));
        environment[HdfsSettings.Variable] = "hdfs://h=http://h:1";
        var worker = HdfsSettings.From(environment.GetValueOrDefault);

        Assert.Contains("HADOOP_CONF_DIR is '/no/such'", failure.Message, StringComparison.Ordinal);
        Assert.Equal("http://h:1/", Assert.Single(worker.Locate("hdfs://h/x").NameNodes).ToString());
    }

    [Fact]
    public void Local_paths_need_no_variables() => Assert.Empty(Settings().VariablesFor("/local", "file:///f"));

    [Theory]
    [InlineData("hdfs://h:9870/x", "HTTP port")]
    [InlineData("hdfs:///x", "fs.defaultFS")]
    [InlineData("hdfs://h:/x", "'h:'")]
    [InlineData("hdfs://h:99999/x", "'h:99999'")]
    [InlineData("hdfs://user:secret@h/x", "no host")]
    [InlineData("hdfs://h/../x", "..")]
    public void Wrong_URLs_are_one_line(string url, string words)
    {
        var failure = Assert.Throws<TesseraException>(() => Settings().Locate(url));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_name_service_without_addresses_is_one_line()
    {
        Configure(("dfs.nameservices", "pair"), ("dfs.ha.namenodes.pair", "n1"));

        var failure = Assert.Throws<TesseraException>(() => Settings().Locate("hdfs://pair/x"));

        Assert.Contains("dfs.namenode.rpc-address.pair.n1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("hdfs://a=ftp://x")]
    [InlineData("hdfs://a=")]
    public void A_damaged_variable_is_one_line(string value)
    {
        _environment[HdfsSettings.Variable] = value;

        Assert.Contains(
            HdfsSettings.Variable, Assert.Throws<TesseraException>(Settings).Message, StringComparison.Ordinal);
    }

    void ConfigurePair() => Configure(s_pair);

    void Configure(params IEnumerable<(string Name, string Value)> properties)
    {
        var text = string.Concat(properties.Select(
            property => $"<property><name>{property.Name}</name><value>{property.Value}</value></property>"));
        File.WriteAllText(_folder.At("hdfs-site.xml"), $"<configuration>{text}</configuration>");
    }

    HdfsSettings Settings() => HdfsSettings.From(_environment.GetValueOrDefault);

    IEnumerable<string> NodesOf(string url) => Settings().Locate(url).NameNodes.Select(uri => uri.ToString());
}
