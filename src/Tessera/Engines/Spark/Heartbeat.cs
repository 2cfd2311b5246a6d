using System.Diagnostics;

namespace Tessera.Engines.Spark;

/// <summary>
/// A worker's signs of life: the time of a file, which the watchdog of its launcher (<see cref="WorkerPackage"/>) looks
/// at, so that a worker that is stopped or hangs as a whole is killed and its task repeated. In turn the worker ends
/// itself when its executor is gone: nobody would hear of what it does.
/// </summary>
sealed class Heartbeat : IAsyncDisposable
{
    /// <summary>Names the file.</summary>
    public const string Variable = "TESSERA_HEARTBEAT";

    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    readonly string _file;
    readonly TimeProvider _time;
    readonly int _parent = Signals.Parent();
    readonly ITimer _timer;

    Heartbeat(string file, TimeProvider time)
    {
        (_file, _time) = (file, time);
        _timer = time.CreateTimer(_ => Beat(), null, TimeSpan.Zero, s_interval);
    }

    /// <summary>Starts to beat, if the launcher asked for it.</summary>
    public static Heartbeat? Start(TimeProvider time) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? new Heartbeat(file, time) : null;

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    void Beat()
    {
        if (Signals.Parent() != _parent)
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
