namespace Tessera.Tests;

/// <summary>The folder ../shared beside the repository: real and hostile files that are not part of it.</summary>
static class SharedFiles
{
    /// <summary>
    /// The path of a file or folder in it. Where it is missing the test is skipped; with CI=true it fails.
    /// </summary>
    public static string Find(string relative)
    {
        var path = Ancestors(new DirectoryInfo(AppContext.BaseDirectory))
            .Select(folder => Path.Combine(folder.FullName, "shared", relative))
            .FirstOrDefault(Path.Exists);
        Assert.SkipWhen(
            path is null && Environment.GetEnvironmentVariable("CI") != "true", $"../shared/{relative} is missing");
        return path ?? throw new FileNotFoundException($"../shared/{relative} is missing");
    }

    static IEnumerable<DirectoryInfo> Ancestors(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
        {
            yield return folder;
        }
    }
}
