using Tessera.Storage;

namespace Tessera.Pipeline.Predict;

/// <summary>The trained models of a store.</summary>
static class ModelShelf
{
    /// <summary>The files without which a model is not finished.</summary>
    static readonly string[] s_files = ["saved_model.pb", "assets.extra/tessera.json"];

    /// <summary>The finished model that was written last; of several at the same time, the last by name.</summary>
    /// <exception cref="TesseraException">There is none.</exception>
    public static async Task<Folder> NewestAsync(Folder store, CancellationToken cancellation)
    {
        var models = store.Sub("models");
        (DateTimeOffset Written, string Name) newest = default;
        await foreach (var entry in models.ListAsync(cancellation))
        {
            if (await WrittenAsync(models.Sub(entry.Name), cancellation) is { } written
                && (written, entry.Name).CompareTo(newest) > 0)
            {
                newest = (written, entry.Name);
            }
        }

        return newest.Name is { } name
            ? models.Sub(name)
            : throw TesseraException.User(
                $"no trained model in '{store.Url}': run `tessera run` or `tessera train` first, "
                + "or give --model a SavedModel folder");
    }

    static async Task<DateTimeOffset?> WrittenAsync(Folder model, CancellationToken cancellation)
    {
        DateTimeOffset? written = null;
        foreach (var file in s_files)
        {
            if (await model.StatAsync(file, cancellation) is not { } entry)
            {
                return null;
            }

            written = entry.Modified;
        }

        return written;
    }
}
