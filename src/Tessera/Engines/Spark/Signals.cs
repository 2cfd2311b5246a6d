using System.Runtime.InteropServices;

namespace Tessera.Engines.Spark;

/// <summary>What the operating system says and does about processes.</summary>
static partial class Signals
{
    const int Sigint = 2;

    public static void Interrupt(int process) => _ = Kill(process, Sigint);

    /// <summary>The process that started this one, or whoever adopted it.</summary>
    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int Parent();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
