using Tessera.Pipeline;

namespace Tessera.Cli.Cluster;

/// <summary>Where a cluster keeps its state, and nothing outside of it.</summary>
/// <param name="Path">The full path.</param>
sealed record ClusterFolder(string Path)
{
    const string Punctuation = "/._-+@~";

    public static string Default => System.IO.Path.Combine(CacheFolder.Default, "cluster");

    /// <summary>What clients need: the value of <c>HADOOP_CONF_DIR</c>.</summary>
    public string Configuration => At("conf");

    public string StateFile => At("cluster.json");

    public string UnfinishedStateFile => $"{StateFile}.new";

    public string LockFile => At("lock");

    public string Data => At("data");

    public string Logs => At("logs");

    public string Processes => At("run");

    public string Temporary => At("tmp");

    /// <summary>All that <c>cluster down --delete-data</c> deletes: whatever else lies there is not ours.</summary>
    public IReadOnlyList<string> Parts => [Configuration, Data, Logs, Processes, Temporary];

    /// <exception cref="TesseraException">Hadoop's scripts and lists of folders cannot cope with that name.</exception>
    public static ClusterFolder Of(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full))
        {
            throw TesseraException.User($"--folder {path} is a file: give a folder, or what is to become one");
        }

        return full.All(character => char.IsAsciiLetterOrDigit(character) || Punctuation.Contains(character))
            ? new ClusterFolder(full)
            : throw TesseraException.User(
                $"the cluster cannot live in '{full}': Hadoop copes with letters, digits and {Punctuation} only; "
                + "choose another --folder");
    }

    public string LogOf(Daemon daemon) => System.IO.Path.Combine(Logs, $"{daemon.Name}.log");

    public string ProcessFileOf(Daemon daemon) => System.IO.Path.Combine(Processes, $"{daemon.Name}.pid");

    public string DataOf(Daemon daemon) => System.IO.Path.Combine(Data, daemon.Name);

    /// <summary>Where a node manager leaves what programs in its containers print.</summary>
    public string ContainerLogsOf(Daemon daemon) => System.IO.Path.Combine(Logs, $"{daemon.Name}-containers");

    public override string ToString() => Path;

    string At(string name) => System.IO.Path.Combine(Path, name);
}
