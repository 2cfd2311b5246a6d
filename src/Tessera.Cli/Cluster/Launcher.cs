using System.Diagnostics;

namespace Tessera.Cli.Cluster;

/// <summary>Starts processes that outlive this one.</summary>
static class Launcher
{
    /// <summary>
    /// Run by the child before it becomes the daemon. It writes down itself who it is, so that a daemon is known
    /// even when this process is killed just now; the start is field 22 of its <c>stat</c>.
    /// </summary>
    const string Script =
        """
        log=$1 file=$2; shift 2
        exec </dev/null >>"$log" 2>&1
        start() { echo "${20}"; }
        stat=$(cat /proc/$$/stat)
        echo "$$ $(start ${stat##*) }) $(cat /proc/sys/kernel/random/boot_id)" >"$file.new"
        mv "$file.new" "$file"
        exec "$@"
        """;

    // Older names for what we set: a user's own would win over ours.
    static readonly string[] s_misleading =
    [
        "YARN_CONF_DIR", "YARN_LOG_DIR", "YARN_PID_DIR", "HADOOP_COMMON_HOME", "HADOOP_HDFS_HOME", "HADOOP_YARN_HOME",
        "HADOOP_MAPRED_HOME", "HADOOP_CLIENT_OPTS", "SPARK_CONF_DIR",
    ];

    /// <summary>
    /// Starts a program in a session of its own, so that neither Ctrl-C nor the end of the terminal reaches it, with
    /// its output in a file: it holds nothing of ours.
    /// </summary>
    public static Process Start(
        IEnumerable<string> command,
        string log,
        string processFile,
        string workingFolder,
        IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("setsid") { WorkingDirectory = workingFolder };
        foreach (var argument in command.Prepend(processFile).Prepend(log).Prepend("sh"))
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Insert(0, Script);
        start.ArgumentList.Insert(0, "-c");
        start.ArgumentList.Insert(0, "sh");
        foreach (var name in s_misleading)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
