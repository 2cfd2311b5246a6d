namespace Tessera.Models;

/// <summary>A SavedModel in a folder of this machine.</summary>
/// <param name="folder">The folder that holds <c>saved_model.pb</c>.</param>
public sealed class LocalModelFolder(string folder) : IModelFolder
{
    /// <inheritdoc/>
    public string Location => folder;

    /// <inheritdoc/>
    public long? FindLength(string path)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        return file.Exists ? file.Length : null;
    }

    /// <inheritdoc/>
    public Stream OpenRead(string path, long offset)
    {
        var file = Path.Combine(folder, path);
        try
        {
            var stream = File.OpenRead(file);
            stream.Seek(offset, SeekOrigin.Begin);
            return stream;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw TesseraException.Environment($"cannot read '{file}': {failure.Message}", failure);
        }
    }
}
