using Tessera.Storage.Hdfs;
using Tessera.Tests;
using Xunit.Sdk;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>A real HDFS on loopback: a name node and two data nodes that hold everything twice.</summary>
public sealed class LocalHdfs : IAsyncLifetime
{
    /// <summary>What the data nodes call their host; Spark would leave "localhost" out of account.</summary>
    public const string DataNodeHost = "127.0.0.1";

    readonly TemporaryFolder _folder = new();
    readonly Daemon?[] _dataNodes = new Daemon?[2];

    string _hdfs = "";
    int[] _ports = [];
    Daemon? _nameNode;
    SkipException? _missing;

    /// <summary>Where there is no Hadoop, tests skip: a fixture cannot, or all of them would fail.</summary>
    int[] Ports => _missing is null ? _ports : throw _missing;

    public string Url => $"hdfs://127.0.0.1:{RpcPort}";

    public int RpcPort => Ports[0];

    public int HttpPort => Ports[1];

    /// <summary>The folder of <c>core-site.xml</c>.</summary>
    public string Configuration => _folder.At("conf");

    public async ValueTask InitializeAsync()
    {
        try
        {
            _hdfs = Path.Combine(HadoopRequirement.Home, "bin", "hdfs");
        }
        catch (SkipException missing)
        {
            _missing = missing;
            return;
        }

        _ports = LoopbackPorts.Take(8);
        Directory.CreateDirectory(Configuration);
        WriteConfiguration("core-site.xml", ("fs.defaultFS", Url), ("hadoop.tmp.dir", _folder.At("tmp")));
        WriteConfiguration(
            "hdfs-site.xml",
            ("dfs.namenode.name.dir", _folder.At("name")),
            ("dfs.namenode.http-address", $"127.0.0.1:{HttpPort}"),
            ("dfs.namenode.delegation.token.always-use", "true"),
            ("dfs.ls.limit", "100"),
            ("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "10"),
            ("dfs.replication", "2"));
        try
        {
            await RunAsync("namenode", "-format", "-nonInteractive");
            await StartAsync(TimeSpan.Zero);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var daemon in _dataNodes.Append(_nameNode))
        {
            daemon?.Dispose();
        }

        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A folder of its own, as a user.</summary>
    public HdfsStorage Open(string? user = null) => OpenAt($"{Url}/test/{Guid.NewGuid():N}", user);

    public HdfsStorage OpenAt(string url, string? user = null) => HdfsStorage.Open(url, Settings(user));

    public HdfsSettings Settings(string? user = null) => HdfsSettings.From(name => name switch
    {
        "HADOOP_CONF_DIR" => Configuration,
        "HADOOP_USER_NAME" => user,
        _ => null,
    });

    /// <summary>Runs <c>hdfs COMMAND …</c> and gives its output.</summary>
    public Task<string> RunAsync(params IEnumerable<string> arguments) =>
        Daemon.RunAsync(_hdfs, Configuration, _folder.At("client.log"), arguments);

    /// <summary>Ends a data node without warning.</summary>
    public void KillDataNode(int index) => _dataNodes[index]!.Kill();

    public async Task RestartDataNodeAsync(int index)
    {
        StartDataNode(index);
        await RequireUpAsync();
    }

    /// <summary>Ends the name node without warning.</summary>
    public void KillNameNode() => _nameNode!.Kill();

    /// <summary>Starts it again; it stays in safe mode for a while.</summary>
    public void StartNameNode(TimeSpan safeMode) => _nameNode = Daemon.Start(
        _hdfs,
        Configuration,
        _folder.At("namenode.log"),
        "namenode",
        "-D",
        $"dfs.namenode.safemode.extension={safeMode.TotalMilliseconds:0}");

    async Task StartAsync(TimeSpan safeMode)
    {
        StartNameNode(safeMode);
        for (var i = 0; i < _dataNodes.Length; i++)
        {
            StartDataNode(i);
        }

        await RequireUpAsync();
    }

    void StartDataNode(int index)
    {
        var ports = DataNodePorts(index);
        _dataNodes[index] = Daemon.Start(
            _hdfs,
            Configuration,
            _folder.At($"datanode{index}.log"),
            "datanode",
            "-D",
            $"dfs.datanode.hostname={DataNodeHost}",
            "-D",
            $"dfs.datanode.data.dir={_folder.At($"data{index}")}",
            "-D",
            $"dfs.datanode.address={DataNodeHost}:{ports[0]}",
            "-D",
            $"dfs.datanode.http.address={DataNodeHost}:{ports[1]}",
            "-D",
            $"dfs.datanode.ipc.address={DataNodeHost}:{ports[2]}");
    }

    /// <summary>Transfer, HTTP, IPC.</summary>
    int[] DataNodePorts(int index) => Ports[(2 + (3 * index))..(5 + (3 * index))];

    /// <summary>Waits until a file can be written to both data nodes.</summary>
    async Task RequireUpAsync()
    {
        await DaemonStatus.RequireAsync(HttpPort, "NameNode,name=FSNamesystemState", "\"FSState\" : \"Operational\"");
        for (var i = 0; i < _dataNodes.Length; i++)
        {
            await DaemonStatus.RequireAsync(
                DataNodePorts(i)[1], "DataNode,name=DataNodeInfo", "\\\"ActorState\\\":\\\"RUNNING\\\"");
        }

        await DaemonStatus.RequireAsync(
            HttpPort, "NameNode,name=FSNamesystemState", $"\"NumLiveDataNodes\" : {_dataNodes.Length}");
    }

    void WriteConfiguration(string name, params (string Name, string Value)[] properties) =>
        HadoopXml.Write(Path.Combine(Configuration, name), properties);
}
