namespace Tessera.Cli;

/// <summary>Programs on the search path.</summary>
static class Executables
{
    /// <summary>The first file of this name in a folder of <c>PATH</c>, or null.</summary>
    public static string? Find(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        var files =
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            from file in names
            where folder.Length > 0
            select Path.Combine(folder, file);
        return files.FirstOrDefault(File.Exists);
    }
}
