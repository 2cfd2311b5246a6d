using Tessera.Models;
using Tessera.Pipeline.Preprocess;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>SavedModels in storage, and whether they fit a dataset.</summary>
static class TrainedModel
{
    const string GraphName = "saved_model.pb";

    /// <exception cref="TesseraException">There is no SavedModel.</exception>
    public static async Task RequireAsync(Folder folder, CancellationToken cancellation)
    {
        if (!await folder.ExistsAsync(GraphName, cancellation))
        {
            throw TesseraException.User(
                $"no model in '{folder.Url}': {GraphName} is missing; "
                + "give --model a TensorFlow SavedModel folder, or run `tessera train`");
        }
    }

    /// <summary>SHA-256 over the names and contents of a SavedModel's files that decide what it computes.</summary>
    /// <exception cref="TesseraException">There is no SavedModel.</exception>
    public static async Task<string> ChecksumAsync(Folder folder, CancellationToken cancellation)
    {
        await RequireAsync(folder, cancellation);
        var names = new List<string> { GraphName, "assets.extra/tessera.json" };
        var variables = folder.Sub("variables");
        await foreach (var entry in variables.ListAsync(cancellation))
        {
            names.Add($"variables/{entry.Name}");
        }

        var text = "";
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            text += $"{name} {await ChecksumAsync(folder, name, cancellation)}\n";
        }

        return Checksum.Sha256(text);
    }

    /// <exception cref="TesseraException">The model does not say which images and classes it knows.</exception>
    public static ModelMetadata RequireMetadata(IModel model) => Require(model.Metadata, model.Location);

    /// <exception cref="TesseraException">
    /// The dataset has other images or more classes than the model knows.
    /// </exception>
    public static void RequireFits(ModelMetadata metadata, SizedDataset dataset)
    {
        var image = dataset.Image;
        metadata.RequireImage(new ModelImage(image.Height, image.Width, image.Channels), dataset.Dataset.Folder.Url);
        var classes = dataset.Dataset.Manifest.Classes;
        if (!classes.SequenceEqual(metadata.Classes))
        {
            throw TesseraException.User(
                $"the model '{metadata.Network}' knows the classes {Some(metadata.Classes)}, "
                + $"but '{dataset.Dataset.Folder.Url}' has {Some(classes)}: "
                + "choose another model, or train one on this dataset");
        }
    }

    /// <summary>The name of the network, or of the folder where the model does not say.</summary>
    public static string NameOf(Folder folder)
    {
        var metadata = ModelMetadataFile.Read(new StorageModelFolder(folder));
        return metadata?.Network ?? folder.Url.TrimEnd('/').Split('/')[^1];
    }

    static ModelMetadata Require(ModelMetadata? metadata, string location) =>
        metadata ?? throw TesseraException.User(
            $"the model '{location}' does not say which images and classes it knows: "
            + "assets.extra/tessera.json is missing");

    static string Some(IReadOnlyCollection<string> classes) =>
        $"{string.Join(", ", classes.Take(3))}{(classes.Count > 3 ? ", …" : "")} ({classes.Count})";

    static async Task<string> ChecksumAsync(Folder folder, string name, CancellationToken cancellation)
    {
        if (!await folder.ExistsAsync(name, cancellation))
        {
            return "-";
        }

        await using var stream = await folder.OpenReadAsync(name, cancellation);
        return await Checksum.Sha256Async(stream, cancellation);
    }
}
