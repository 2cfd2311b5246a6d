using System.Diagnostics;
using Tessera.Cli.Cluster.Configuration;

namespace Tessera.Cli.Cluster;

/// <summary>Starts a cluster's daemons, and knows what those said that it started.</summary>
sealed class DaemonLauncher(ClusterFolder folder, TimeProvider time)
{
    const string Formatting = "format";

    static readonly TimeSpan s_formatDeadline = TimeSpan.FromMinutes(2);

    readonly Dictionary<Daemon, (Process Process, long LogStart)> _started = [];

    /// <summary>Starts one daemon and returns at once.</summary>
    public void Start(ClusterState state, Daemon daemon)
    {
        var kind = DaemonKinds.Of(daemon);
        var log = folder.LogOf(daemon);
        var start = DaemonLog.Length(log);
        var process = Launch(kind, daemon, folder.ProcessFileOf(daemon), kind.Arguments(folder, state, daemon));
        _started[daemon] = (process, start);
    }

    /// <summary>
    /// True while a process lives that this one started, though it may not have said yet who it is.
    /// </summary>
    public bool HasLiving(Daemon daemon) =>
        _started.TryGetValue(daemon, out var started) && !started.Process.HasExited;

    /// <summary>What explains why it does not work, in one line.</summary>
    public string LastWords(Daemon daemon)
    {
        var start = _started.TryGetValue(daemon, out var started) ? started.LogStart : 0;
        return DaemonLog.DecisiveLine(folder.LogOf(daemon), start) ?? "it said nothing";
    }

    /// <summary>
    /// Makes an empty file system, aside, so that it is there whole or not at all, wherever this process is killed.
    /// </summary>
    public async Task FormatAsync(Daemon nameNode, CancellationToken cancellation)
    {
        var target = folder.DataOf(nameNode);
        var unfinished = $"{target}.new";
        var processFile = Path.Combine(folder.Processes, $"{Formatting}.pid");
        if (ProcessIdentity.Read(processFile) is { } old)
        {
            Signals.Kill(old);
        }

        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        var start = DaemonLog.Length(folder.LogOf(nameNode));
        using var process = Launch(
            DaemonKinds.NameNode,
            nameNode,
            processFile,
            [
                "namenode",
                $"-Ddfs.namenode.name.dir={HdfsConfiguration.Url(unfinished)}",
                "-format",
                "-nonInteractive",
            ]);
        await EndAsync(process, nameNode, start, cancellation);
        File.Delete(processFile);
        Directory.Move(unfinished, target);
    }

    async Task EndAsync(Process process, Daemon nameNode, long logStart, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(s_formatDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellation.ThrowIfCancellationRequested();
        }

        if (!process.HasExited || process.ExitCode != 0)
        {
            var log = folder.LogOf(nameNode);
            throw TesseraException.Environment(
                $"the name node cannot be formatted: {DaemonLog.DecisiveLine(log, logStart)}; its log is {log}");
        }
    }

    Process Launch(DaemonKind kind, Daemon daemon, string processFile, IEnumerable<string> arguments)
    {
        File.Delete(processFile);
        var program = Path.Combine(Path.GetFullPath(kind.Installation().Require()), kind.Program);
        return Launcher.Start(
            arguments.Prepend(program),
            folder.LogOf(daemon),
            processFile,
            folder.Path,
            ClusterEnvironment.Of(folder, daemon));
    }
}
