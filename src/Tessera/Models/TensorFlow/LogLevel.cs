using System.Runtime.InteropServices;

namespace Tessera.Models.TensorFlow;

/// <summary>
/// TensorFlow logs the processor's features and the like to standard error. It reads the level from the C environment,
/// which .NET's own variables do not reach.
/// </summary>
static partial class LogLevel
{
    const string ErrorsOnly = "2";

    /// <summary>Leaves errors only, unless the user has chosen a level.</summary>
    public static void Quiet()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetVariable("TF_CPP_MIN_LOG_LEVEL", ErrorsOnly, overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
