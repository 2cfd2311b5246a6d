using System.Runtime.InteropServices;

namespace Tessera.Kernels;

/// <summary>Linux's transparent huge pages: fewer TLB misses in large tensors.</summary>
static unsafe partial class HugePages
{
    const int AdviseHugePage = 14; // MADV_HUGEPAGE of linux/mman.h

    /// <summary>Asks for huge pages; a refusal only costs speed.</summary>
    public static void Advise(void* address, nuint length)
    {
        _ = MemoryAdvise(address, length, AdviseHugePage);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryAdvise(void* address, nuint length, int advice);
}
