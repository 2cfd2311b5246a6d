using System.Runtime.InteropServices;

namespace Tessera.Cli.Cluster;

/// <summary>Asks processes to end, or ends them.</summary>
static partial class Signals
{
    const int Sigkill = 9;
    const int Sigterm = 15;

    public static void Terminate(ProcessIdentity process) => Send(process, Sigterm);

    public static void Kill(ProcessIdentity process) => Send(process, Sigkill);

    // Looked at just before: another process may have got the id meanwhile.
    static void Send(ProcessIdentity process, int signal)
    {
        if (process.IsAlive)
        {
            _ = Kill(process.Id, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
