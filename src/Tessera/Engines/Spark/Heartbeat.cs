using System.Diagnostics;
using System.Globalization;

namespace Tessera.Engines.Spark;

/// <summary>
/// A worker's signs of life: the time of a file, which the watchdog of its launcher (<see cref="WorkerPackage"/>) looks
/// at, so that a worker that is stopped or hangs as a whole is killed and its task repeated. In turn the worker ends
/// itself when its watchdog is gone, and when its executor is: nobody would hear of what it does.
/// </summary>
sealed class Heartbeat : IAsyncDisposable
{
    /// <summary>Names the file.</summary>
    public const string Variable = "TESSERA_HEARTBEAT";

    /// <summary>Names the process of the watchdog.</summary>
    public const string WatchdogVariable = "TESSERA_WATCHDOG";

    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    readonly string _file;
    readonly TimeProvider _time;
    readonly int? _watchdog;
    readonly int _parent = Signals.Parent();
    readonly ITimer _timer;

    Heartbeat(string file, int? watchdog, TimeProvider time)
    {
        (_file, _watchdog, _time) = (file, watchdog, time);
        _timer = time.CreateTimer(_ => Beat(), null, TimeSpan.Zero, s_interval);
    }

    /// <summary>Starts to beat, if the launcher asked for it.</summary>
    public static Heartbeat? Start(TimeProvider time) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file
            ? new Heartbeat(Path.GetFullPath(file), Watchdog(), time)
            : null;

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    static int? Watchdog() =>
        int.TryParse(Environment.GetEnvironmentVariable(WatchdogVariable), CultureInfo.InvariantCulture, out var process)
            ? process
            : null;

    void Beat()
    {
        if (Signals.Parent() != _parent || _watchdog is { } watchdog && !Signals.Runs(watchdog))
        {
            Process.GetCurrentProcess().Kill();
        }

        try
        {
            File.SetLastWriteTimeUtc(_file, _time.GetUtcNow().UtcDateTime);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // the watchdog will think that we are dead: the task is repeated
        }
    }
}
