using System.Security.Cryptography;

namespace Tessera.EndToEnd.MainJob;

/// <summary>
/// The files of a store that must be the same bytes whatever happened on the way: manifests, shards, predictions,
/// figures and models. Times and hosts live in the others.
/// </summary>
static class ResultFiles
{
    static readonly string[] s_others = ["stage.json", "run.json", "report.html", "lock"];

    public static SortedDictionary<string, string> Hash(string store)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(store, path);
            if (IsResult(name))
            {
                files.Add(name, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));
            }
        }

        return files;
    }

    public static void RequireEqual(SortedDictionary<string, string> expected, string store, string what)
    {
        var actual = Hash(store);
        Assert.True(expected.Keys.SequenceEqual(actual.Keys), $"{what}: other files: {Difference(expected, actual)}");
        var different = expected.Where(file => actual[file.Key] != file.Value).Select(file => file.Key).ToList();
        Assert.True(different.Count == 0, $"{what}: different bytes in {string.Join(", ", different)}");
    }

    static bool IsResult(string name) =>
        !name.Split('/').Any(part => part is "stats" or "checkpoints" or "logs" or "workers" || part.StartsWith('_'))
        && !s_others.Contains(Path.GetFileName(name));

    static string Difference(IDictionary<string, string> expected, IDictionary<string, string> actual) =>
        string.Join(", ", expected.Keys.Except(actual.Keys).Select(name => $"-{name}")
            .Concat(actual.Keys.Except(expected.Keys).Select(name => $"+{name}")));
}
