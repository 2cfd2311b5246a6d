using System.Text.Json;

namespace Tessera.EndToEnd.MainJob;

/// <summary>Reads predictions as somebody else's program would: as JSON lines.</summary>
static class Predictions
{
    /// <summary>Fails unless the one run of a store has exactly one prediction for each of so many images.</summary>
    public static void RequireEachOnce(string store, int images)
    {
        var run = Assert.Single(Directory.GetDirectories(System.IO.Path.Combine(store, "runs")));
        var keys = Directory.EnumerateFiles(System.IO.Path.Combine(run, "predictions"), "*.jsonl")
            .SelectMany(File.ReadLines)
            .Select(Key)
            .ToList();
        Assert.Equal(images, keys.Count);
        Assert.Equal(images, keys.Distinct().Count());
    }

    static string Key(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("key").GetString()!;
    }
}
