using System.Diagnostics;

namespace Tessera.Storage;

/// <summary>
/// Who holds a lock: host, process id and the process's start, which tells it from a later one with the same id.
/// </summary>
sealed record LockHolder(string Host, int Process, long StartedTicks, string Nonce)
{
    // two processes that read a third one's start may differ by some clock ticks
    static readonly TimeSpan s_startJitter = TimeSpan.FromSeconds(2);

    public static LockHolder ThisProcess()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new LockHolder(Environment.MachineName, process.Id, StartTicks(process), Guid.NewGuid().ToString("N"));
    }

    /// <summary>True when this host ran the process and no longer does. False when nobody here can know.</summary>
    public bool IsKnownDead()
    {
        if (Host != Environment.MachineName)
        {
            return false;
        }

        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Process);
            return process.HasExited || Math.Abs(StartTicks(process) - StartedTicks) > s_startJitter.Ticks;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    public override string ToString() => $"process {Process} on {Host}";

    static long StartTicks(Process process) => process.StartTime.ToUniversalTime().Ticks;
}
