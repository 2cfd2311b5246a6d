using System.Runtime.InteropServices;

namespace Tessera.Storage;

/// <summary>
/// Renames a file without ever replacing another, in one step. <see cref="File.Move(string, string, bool)"/> cannot on
/// Unix: it looks whether the target is there and then replaces what came in between.
/// </summary>
static partial class ExclusiveRename
{
    /// <summary>EEXIST, of Linux and macOS alike.</summary>
    const int AlreadyThere = 17;

    /// <summary>False if the target exists.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public static bool TryRename(string source, string target)
    {
        if (!OperatingSystem.IsWindows())
        {
            // A second name, then without the first: should this process be killed in between, the first is swept.
            if (Link(source, target) == 0)
            {
                File.Delete(source);
                return true;
            }

            if (Marshal.GetLastPInvokeError() == AlreadyThere)
            {
                return false;
            }
        }

        // Windows, file systems without links, and the right exception for everything else.
        File.Move(source, target, overwrite: false);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string source, string target);
}
