using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tessera.Cli.Cluster;

/// <summary>
/// What a cluster consists of, kept in its folder. Which of it runs is not written here but seen
/// (<see cref="ProcessIdentity"/>): so there is nothing that a killed command could leave wrong.
/// </summary>
sealed record ClusterState(int Format, IReadOnlyList<Daemon> Daemons)
{
    public const int CurrentFormat = 1;

    /// <summary>Nothing yet.</summary>
    public static ClusterState Empty { get; } = new(CurrentFormat, []);

    [JsonIgnore]
    public Daemon NameNode => All(DaemonKinds.NameNode).Single();

    [JsonIgnore]
    public string HdfsUrl => $"hdfs://{NameNode.Address("rpc")}";

    /// <summary>The standalone master's, or null.</summary>
    [JsonIgnore]
    public string? SparkUrl =>
        All(DaemonKinds.SparkMaster).SingleOrDefault() is { } master ? $"spark://{master.Address("rpc")}" : null;

    [JsonIgnore]
    public bool HasYarn => All(DaemonKinds.ResourceManager).Any();

    public IEnumerable<Daemon> All(DaemonKind kind) => Daemons.Where(daemon => daemon.Kind == kind.Name);

    /// <summary>Null when there is no cluster in the folder.</summary>
    /// <exception cref="TesseraException">The file is damaged or of a later version.</exception>
    public static ClusterState? Read(ClusterFolder folder)
    {
        if (!File.Exists(folder.StateFile))
        {
            return null;
        }

        try
        {
            var text = File.ReadAllText(folder.StateFile);
            var state = JsonSerializer.Deserialize(text, ClusterJson.Default.ClusterState);
            return state is not null && state.IsSound()
                ? state
                : throw new JsonException("it describes no cluster of this version");
        }
        catch (JsonException failure)
        {
            throw TesseraException.User(
                $"'{folder.StateFile}' is damaged: {failure.Message}; end its processes, delete the folder", failure);
        }
    }

    /// <summary>Whole or not at all, wherever this process is killed.</summary>
    public void Write(ClusterFolder folder)
    {
        var text = JsonSerializer.Serialize(this, ClusterJson.Default.ClusterState) + "\n";
        File.WriteAllText(folder.UnfinishedStateFile, text);
        File.Move(folder.UnfinishedStateFile, folder.StateFile, overwrite: true);
    }

    bool IsSound() => Format == CurrentFormat
        && Daemons.All(IsSound)
        && Daemons.DistinctBy(daemon => daemon.Name).Count() == Daemons.Count
        && All(DaemonKinds.NameNode).Count() == 1
        && All(DaemonKinds.ResourceManager).Any() == All(DaemonKinds.NodeManager).Any()
        && All(DaemonKinds.SparkMaster).Any() == All(DaemonKinds.SparkWorker).Any();

    static bool IsSound(Daemon? daemon) => daemon is not null
        && DaemonKinds.All.FirstOrDefault(kind => kind.Name == daemon.Kind) is { } kind
        && daemon.Number >= 1
        && kind.Ports.All(port => daemon.Ports.TryGetValue(port, out var number) && number is > 0 and < 65536);
}
