using Tessera.Storage.Hdfs;
using Tessera.Tests;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>
/// A real HDFS with two name nodes, of which one is active, and a data node. The edits that they share are in a folder,
/// and nobody takes over by himself: that is ordered.
/// </summary>
sealed class HdfsPair : IAsyncDisposable
{
    const string Service = "pair";
    const string State = "NameNode,name=NameNodeStatus";

    static readonly string[] s_names = ["a", "b"];

    readonly TemporaryFolder _folder = new();
    readonly string _hdfs = Path.Combine(HadoopRequirement.Home, "bin", "hdfs");
    readonly int[] _ports = LoopbackPorts.Take(7);
    readonly Daemon?[] _nameNodes = new Daemon?[2];
    Daemon? _dataNode;

    string Configuration => _folder.At("conf");

    /// <summary>Starts all; the first name node is the active one.</summary>
    public static async Task<HdfsPair> StartAsync()
    {
        var pair = new HdfsPair();
        try
        {
            pair.WriteConfiguration();
            await pair.RunAsync([.. As(0, "namenode"), "-format", "-nonInteractive"]);
            await pair.StartNameNodeAsync(0);
            await pair.RunAsync([.. As(1, "namenode"), "-bootstrapStandby", "-nonInteractive"]);
            await pair.StartNameNodeAsync(1);
            await pair.ActivateAsync(0);
            pair._dataNode = pair.Start("datanode", "datanode");
            await DaemonStatus.RequireAsync(
                pair.HttpPort(0), "NameNode,name=FSNamesystemState", "\"NumLiveDataNodes\" : 1");
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>A folder in the name service; nothing is known of who is active.</summary>
    public HdfsStorage Open() => HdfsStorage.Open(
        $"hdfs://{Service}/test", HdfsSettings.From(name => name == "HADOOP_CONF_DIR" ? Configuration : null));

    /// <summary>Ends a name node without warning.</summary>
    public void Kill(int nameNode) => _nameNodes[nameNode]!.Kill();

    /// <summary>Starts a name node, which is a standby until it is activated.</summary>
    public async Task StartNameNodeAsync(int index)
    {
        _nameNodes[index] = Start($"namenode-{s_names[index]}", As(index, "namenode"));
        await DaemonStatus.RequireAsync(HttpPort(index), State, "\"State\" : \"standby\"");
    }

    /// <summary>Makes a name node the active one, whatever became of the other.</summary>
    public async Task ActivateAsync(int index)
    {
        await RunAsync("haadmin", "-transitionToActive", "--forceactive", s_names[index]);
        await DaemonStatus.RequireAsync(HttpPort(index), State, "\"State\" : \"active\"");
    }

    public ValueTask DisposeAsync()
    {
        foreach (var daemon in _nameNodes.Append(_dataNode))
        {
            daemon?.Dispose();
        }

        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    static string[] As(int index, string command) => [command, "-D", $"dfs.ha.namenode.id={s_names[index]}"];

    int HttpPort(int index) => _ports[(2 * index) + 1];

    Daemon Start(string log, params IEnumerable<string> arguments) =>
        Daemon.Start(_hdfs, Configuration, _folder.At($"{log}.log"), arguments);

    Task RunAsync(params IEnumerable<string> arguments) =>
        Daemon.RunAsync(_hdfs, Configuration, _folder.At("client.log"), arguments);

    void WriteConfiguration()
    {
        Directory.CreateDirectory(Configuration);
        Directory.CreateDirectory(_folder.At("shared"));
        HadoopXml.Write(
            Path.Combine(Configuration, "core-site.xml"),
            ("fs.defaultFS", $"hdfs://{Service}"),
            ("hadoop.tmp.dir", _folder.At("tmp")));
        HadoopXml.Write(
            Path.Combine(Configuration, "hdfs-site.xml"),
            [
                ("dfs.nameservices", Service),
                ($"dfs.ha.namenodes.{Service}", string.Join(',', s_names)),
                ("dfs.namenode.shared.edits.dir", $"file://{_folder.At("shared")}"),
                ("dfs.ha.fencing.methods", "shell(/bin/true)"),
                (
                    $"dfs.client.failover.proxy.provider.{Service}",
                    "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider"),
                ("dfs.ha.tail-edits.period", "1"),
                ("dfs.replication", "1"),
                ("dfs.datanode.data.dir", _folder.At("data")),
                ("dfs.datanode.address", $"127.0.0.1:{_ports[4]}"),
                ("dfs.datanode.http.address", $"127.0.0.1:{_ports[5]}"),
                ("dfs.datanode.ipc.address", $"127.0.0.1:{_ports[6]}"),
                .. s_names.SelectMany(NameNodeProperties),
            ]);
    }

    IEnumerable<(string Name, string Value)> NameNodeProperties(string name, int index) =>
    [
        ($"dfs.namenode.rpc-address.{Service}.{name}", $"127.0.0.1:{_ports[2 * index]}"),
        ($"dfs.namenode.http-address.{Service}.{name}", $"127.0.0.1:{HttpPort(index)}"),
        ($"dfs.namenode.name.dir.{Service}.{name}", _folder.At($"name-{name}")),
    ];
}
