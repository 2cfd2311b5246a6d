using System.ComponentModel;
using System.Diagnostics;

namespace Tessera.Cli;

/// <summary>The user's browser, where there is a display to show it.</summary>
static class Browser
{
    // What a browser prints, maybe long after we have ended, must not mix with ours.
    const string Silently = "exec \"$0\" \"$1\" >/dev/null 2>&1";

    /// <summary>What opens pages here, or null: no display, or nothing installed.</summary>
    public static string? Opener =>
        OperatingSystem.IsWindows() ? "explorer"
        : OperatingSystem.IsMacOS() ? "open"
        : HasDisplay ? Executables.Find("xdg-open") : null;

    static bool HasDisplay =>
        Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };

    /// <summary>Opens a page and does not wait. Its path has been printed, so a failure is no loss.</summary>
    public static void Open(string path)
    {
        if (Opener is not { } opener)
        {
            return;
        }

        try
        {
            using var process = OperatingSystem.IsWindows()
                ? Process.Start(opener, [path])
                : Process.Start("/bin/sh", ["-c", Silently, opener, path]);
        }
        catch (Win32Exception)
        {
        }
    }
}
