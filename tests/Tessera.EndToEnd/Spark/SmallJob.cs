using Tessera.EndToEnd.MainJob;

namespace Tessera.EndToEnd.Spark;

/// <summary>The main job on few images in many shards, and what it leaves when nobody disturbs it.</summary>
static class SmallJob
{
    const int Images = 2000;

    static readonly Lazy<Task<SortedDictionary<string, string>>> s_undisturbed = new(HashLocalAsync);

    public static IEnumerable<string> Arguments(string store, params IEnumerable<string> more) =>
    [
        "run", "--store", store, "--limit", $"{Images}", "--shard-images", "100", "--network", "small-cnn",
        "--epochs", "0.2", "--validation", "0", "--no-open", .. more,
    ];

    /// <summary>
    /// Fails unless a store holds the files of a run on Local, and one prediction for each image.
    /// </summary>
    public static async Task RequireUndisturbedAsync(string store, string what)
    {
        ResultFiles.RequireEqual(await s_undisturbed.Value, store, what);
        Predictions.RequireEachOnce(store, Images);
    }

    static async Task<SortedDictionary<string, string>> HashLocalAsync()
    {
        using var store = new TemporaryStore();
        (await TesseraProcess.RunAsync(Arguments(store.Path))).RequireSuccess();
        return ResultFiles.Hash(store.Path);
    }
}
