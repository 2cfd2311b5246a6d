namespace Tessera.Cli.Cluster;

/// <summary>The environment variables of every daemon.</summary>
static class ClusterEnvironment
{
    /// <summary>
    /// Enough for a name node with a million files. The packages are opened for Hadoop versions whose scripts do not
    /// yet do so on Java 17.
    /// </summary>
    const string HadoopOptions =
        "-Xmx512m -XX:+UseSerialGC -Djava.net.preferIPv4Stack=true"
        + " --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.net=ALL-UNNAMED"
        + " --add-opens java.base/java.util=ALL-UNNAMED";

    public static IReadOnlyDictionary<string, string> Of(ClusterFolder folder, Daemon daemon)
    {
        var variables = new Dictionary<string, string>
        {
            ["JAVA_HOME"] = JavaInstallation.Require().Home,
            ["HADOOP_CONF_DIR"] = folder.Configuration,
            ["HADOOP_LOG_DIR"] = folder.Logs,
            ["HADOOP_PID_DIR"] = ScriptFilesOf(folder, daemon),
            ["HADOOP_ROOT_LOGGER"] = "INFO,console",
            ["HADOOP_OPTS"] = HadoopOptions,
            ["SPARK_LOCAL_IP"] = Loopback.Host,
            ["SPARK_DAEMON_MEMORY"] = "256m",
            ["SPARK_MASTER_OPTS"] = "-Dspark.master.rest.enabled=false", // its port would be a fixed one
        };
        foreach (var installation in new[] { Installation.Hadoop(), Installation.Spark() })
        {
            if (installation.Home is { } home)
            {
                variables[installation.Variable] = Path.GetFullPath(home);
            }
        }

        return variables;
    }

    /// <summary>
    /// Where Hadoop's own scripts keep process ids: a folder for each daemon, because they refuse to start a second of
    /// its kind, and a new one each time, because they take any process with a noted id for their own.
    /// </summary>
    static string ScriptFilesOf(ClusterFolder folder, Daemon daemon)
    {
        var path = Path.Combine(folder.Temporary, daemon.Name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return Directory.CreateDirectory(path).FullName;
    }
}
