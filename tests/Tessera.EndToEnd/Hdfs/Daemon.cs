using System.Diagnostics;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>A daemon of Hadoop's as a child process, with its log in a file.</summary>
sealed class Daemon : IDisposable
{
    readonly Process _process;

    Daemon(Process process) => _process = process;

    public static Daemon Start(string hdfs, string configuration, string log, params IEnumerable<string> arguments) =>
        new(Process.Start(Describe(hdfs, configuration, log, arguments))!);

    /// <summary>Runs a command of Hadoop's to its end, within five minutes, and gives its output.</summary>
    public static async Task<string> RunAsync(
        string hdfs, string configuration, string log, params IEnumerable<string> arguments)
    {
        var start = Describe(hdfs, configuration, log, arguments);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            Assert.True(process.ExitCode == 0, $"hdfs {string.Join(' ', arguments)}: {File.ReadAllText(log)}");
            return output;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    /// <summary>Standard output goes to the caller or to the log, standard error to the log.</summary>
    static ProcessStartInfo Describe(string hdfs, string configuration, string log, IEnumerable<string> arguments)
    {
        const string Script = """if [ -p /dev/stdout ]; then exec 2>>"$0"; else exec >>"$0" 2>&1; fi; exec "$@" """;
        var start = new ProcessStartInfo("sh", ["-c", Script, log, hdfs, .. arguments]);
        start.Environment["HADOOP_CONF_DIR"] = configuration;
        start.Environment["HADOOP_OPTS"] = "-Xmx256m";
        start.Environment["HADOOP_LOG_DIR"] = Path.GetDirectoryName(log);
        start.Environment["HADOOP_ROOT_LOGGER"] = "WARN,console";
        start.Environment.Remove("HADOOP_USER_NAME");
        return start;
    }
}
