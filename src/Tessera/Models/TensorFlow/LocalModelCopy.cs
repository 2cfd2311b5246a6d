using Tessera.Storage;

namespace Tessera.Models.TensorFlow;

/// <summary>
/// A model's files, copied from a storage into a temporary folder for as long as TensorFlow needs them: it reads local
/// ones only.
/// </summary>
sealed class LocalModelCopy : IDisposable
{
    const string GraphExtension = ".pb";

    /// <summary>What belongs to a model besides its graph; a folder given by mistake may hold anything.</summary>
    static readonly string[] s_folders = ["variables", "assets", "assets.extra"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tessera-model-");

    public string Path => _folder.FullName;

    /// <exception cref="TesseraException">It cannot be read.</exception>
    public static async Task<LocalModelCopy> OfAsync(Folder model, CancellationToken cancellation)
    {
        var copy = new LocalModelCopy();
        try
        {
            await CopyAsync(model, copy.Path, IsGraph, cancellation);
            foreach (var name in s_folders)
            {
                await CopyAsync(model.Sub(name), System.IO.Path.Combine(copy.Path, name), _ => true, cancellation);
            }

            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    static bool IsGraph(string name) => name.EndsWith(GraphExtension, StringComparison.Ordinal);

    static async Task CopyAsync(
        Folder source, string target, Func<string, bool> isWanted, CancellationToken cancellation)
    {
        await foreach (var entry in source.ListAsync(cancellation))
        {
            if (entry.Kind == StorageEntryKind.File && isWanted(entry.Name))
            {
                StoragePath.Require(entry.Name);
                Directory.CreateDirectory(target);
                await using var from = await source.OpenReadAsync(entry.Name, cancellation);
                await using var to = File.Create(System.IO.Path.Combine(target, entry.Name));
                await from.CopyToAsync(to, cancellation);
            }
        }
    }
}
