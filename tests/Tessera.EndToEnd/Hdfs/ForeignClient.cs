using System.Diagnostics;
using Tessera.Storage.Hdfs;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>
/// Debian's <c>hdfs-cli</c>: a client in Go that speaks the native protocol and shares nothing with Hadoop's own. Where
/// it is missing, tests skip; in CI they fail.
/// </summary>
static class ForeignClient
{
    const string Program = "/usr/bin/hdfs";

    static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(1);

    /// <summary>Runs a command of it to its end and gives its output.</summary>
    public static async Task<string> RunAsync(LocalHdfs hdfs, params string[] arguments)
    {
        Require();
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("HADOOP_HOME");
        start.Environment.Remove("HADOOP_CONF_DIR");
        start.Environment["HADOOP_NAMENODE"] = $"127.0.0.1:{hdfs.RpcPort}";
        start.Environment["HADOOP_USER_NAME"] = Environment.UserName;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(s_deadline);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, $"hdfs {string.Join(' ', arguments)}: {await errors}");
        return output;
    }

    /// <summary>A path as this client wants it: what is unusual in it is escaped, as in a URL.</summary>
    public static string PathOf(HdfsStorage storage, string path) =>
        $"{new Uri(storage.Url).AbsolutePath}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    static void Require()
    {
        if (!File.Exists(Program))
        {
            Assert.SkipUnless(
                Environment.GetEnvironmentVariable("CI") == "true", $"{Program} is not here: apt-get install hdfs-cli");
            throw new FileNotFoundException($"{Program} is missing, and CI=true: apt-get install hdfs-cli");
        }
    }
}
