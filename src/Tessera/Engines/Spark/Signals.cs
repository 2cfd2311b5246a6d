using System.Globalization;
using System.Runtime.InteropServices;

namespace Tessera.Engines.Spark;

/// <summary>What the operating system says and does about processes.</summary>
static partial class Signals
{
    const int Sigint = 2;

    public static void Interrupt(int process) => _ = Kill(process, Sigint);

    /// <summary>Whether a process is there and neither stopped nor ended (as Linux tells in <c>/proc</c>).</summary>
    public static bool Runs(int process)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..] is not ['T' or 't' or 'X' or 'Z', ..];
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The process that started this one, or whoever adopted it.</summary>
    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int Parent();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
