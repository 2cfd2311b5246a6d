using System.Diagnostics;

namespace Tessera.EndToEnd.Spark;

/// <summary>Signals to processes that are not children of this one.</summary>
static class Signal
{
    /// <summary>Whether there was such a process.</summary>
    /// <param name="name">As <c>kill</c> takes it: <c>-KILL</c>, <c>-STOP</c>.</param>
    /// <param name="process">Its id.</param>
    public static async Task<bool> SendAsync(string name, int process)
    {
        using var kill = Process.Start("kill", [name, $"{process}"]);
        await kill.WaitForExitAsync();
        return kill.ExitCode == 0;
    }
}
