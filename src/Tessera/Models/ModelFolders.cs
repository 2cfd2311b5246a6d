namespace Tessera.Models;

/// <summary>What is done with every kind of <see cref="IModelFolder"/>.</summary>
static class ModelFolders
{
    /// <summary>Reads a part of a file that exists.</summary>
    /// <exception cref="TesseraException">It cannot be read, or ends before.</exception>
    public static void Read(this IModelFolder folder, string path, long offset, Span<byte> target)
    {
        try
        {
            using var stream = folder.OpenRead(path, offset);
            stream.ReadExactly(target);
        }
        catch (IOException failure)
        {
            throw TesseraException.Environment($"cannot read '{folder.Locate(path)}': {failure.Message}", failure);
        }
    }

    /// <summary>A whole file that exists.</summary>
    /// <exception cref="TesseraException">It cannot be read, or is too large for an array.</exception>
    public static byte[] ReadAll(this IModelFolder folder, string path)
    {
        var length = folder.FindLength(path) ?? 0;
        if (length > Array.MaxLength)
        {
            throw TesseraException.User($"'{folder.Locate(path)}' is larger than {Array.MaxLength} bytes");
        }

        var bytes = new byte[length];
        folder.Read(path, offset: 0, bytes);
        return bytes;
    }

    /// <summary>Where a file is, for messages.</summary>
    public static string Locate(this IModelFolder folder, string path) =>
        path.Length == 0 ? folder.Location : $"{folder.Location}/{path}";
}
