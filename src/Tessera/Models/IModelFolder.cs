namespace Tessera.Models;

/// <summary>A SavedModel's files, wherever they are. Paths are relative to the folder, with <c>/</c>.</summary>
public interface IModelFolder
{
    /// <summary>Path or URL, for messages.</summary>
    string Location { get; }

    /// <summary>The bytes of a file, such as <c>variables/variables.index</c>; null when there is none.</summary>
    /// <exception cref="TesseraException">It cannot be found out.</exception>
    long? FindLength(string path);

    /// <summary>Opens a file that exists, for reading forward.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where to begin, in bytes; not beyond the end.</param>
    /// <exception cref="TesseraException">It cannot be read.</exception>
    Stream OpenRead(string path, long offset);
}
