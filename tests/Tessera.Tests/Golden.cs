using System.Runtime.CompilerServices;

namespace Tessera.Tests;

/// <summary>Compares text with a file beside the tests; <c>UPDATE_GOLDEN=1</c> writes that file instead.</summary>
static class Golden
{
    public static void Check(string path, string actual, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Root(caller), "Golden", path);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is missing; UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(file), actual, ignoreLineEndingDifferences: true);
    }

    // The caller is somewhere under tests/Tessera.Tests.
    static string Root(string caller)
    {
        var folder = Path.GetDirectoryName(caller);
        while (Path.GetFileName(folder) is not "Tessera.Tests" and not null)
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"{caller} is not under Tessera.Tests");
    }
}
