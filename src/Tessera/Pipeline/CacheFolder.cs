namespace Tessera.Pipeline;

/// <summary>Where downloads are kept unless the user says otherwise.</summary>
public static class CacheFolder
{
    /// <summary>
    /// <c>tessera</c> in the user's cache folder: <c>$XDG_CACHE_HOME</c>, else <c>~/.cache</c>; on Windows the local
    /// application data.
    /// </summary>
    /// <exception cref="TesseraException">The user has no home folder.</exception>
    public static string Default => Path.Combine(Root, "tessera");

    static string Root => OperatingSystem.IsWindows()
        ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home
                ? Path.Combine(home, ".cache")
                : throw TesseraException.User(
                    "there is no home folder to keep downloads in: say where with --cache FOLDER");
}
