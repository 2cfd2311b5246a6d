using System.Runtime.InteropServices;

namespace Tessera.Engines.Spark;

/// <summary>Signals to processes that we started.</summary>
static partial class Signals
{
    const int Sigint = 2;

    public static void Interrupt(int process) => _ = Kill(process, Sigint);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
