namespace Tessera.Tests;

/// <summary>
/// Finds <c>../shared</c>, the oracles that lie beside the project: skips where it is missing, fails in CI.
/// </summary>
static class SharedFolder
{
    /// <summary>The full path of something in it.</summary>
    public static string Require(string path)
    {
        var found = Find(path);
        if (found is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", $"../shared/{path} is not here");
        }

        return found ?? throw new DirectoryNotFoundException($"../shared/{path} is missing, and CI=true");
    }

    static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", path);
            if (Path.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
