namespace Tessera.Storage;

/// <summary>Relative paths inside a storage.</summary>
public static class StoragePath
{
    /// <summary>Joins two relative paths; either may be empty.</summary>
    public static string Combine(string folder, string name) =>
        folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder}/{name}";

    /// <summary>The folder above a path, "" at the root.</summary>
    public static string Parent(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    /// <summary>The last part of a path.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Refuses what could leave the root: names in files are not trusted.</summary>
    /// <exception cref="TesseraException">
    /// The path is absolute, or has empty, '.' or '..' parts, or control characters.
    /// </exception>
    public static void Require(string path)
    {
        if (path.Length > 0 && (path.Any(char.IsControl) || path.Split('/').Any(part => part is "" or "." or "..")))
        {
            throw TesseraException.User(
                $"'{path}' is no path inside a store: "
                + "allowed are names joined by '/', none of them empty, '.' or '..'");
        }
    }
}
