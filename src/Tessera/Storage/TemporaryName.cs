namespace Tessera.Storage;

/// <summary>
/// The name of a file that is not finished, <c>_NAME.GUID</c>: readers and Spark pass over it, and no two writers ever
/// use the same.
/// </summary>
static class TemporaryName
{
    const int GuidLength = 32;

    /// <summary>A new one, beside the file that it will become.</summary>
    public static string For(string target) =>
        StoragePath.Combine(StoragePath.Parent(target), $"_{StoragePath.Name(target)}.{Guid.NewGuid():N}");

    /// <summary>Whether a name (without folders) is one.</summary>
    public static bool Is(string name) =>
        name.StartsWith('_')
        && name.Length > GuidLength + 1
        && Guid.TryParseExact(name[^GuidLength..], "N", out _);

    /// <summary>What a file will be called when it is finished; another path is given back as it is.</summary>
    public static string TargetOf(string path)
    {
        var name = StoragePath.Name(path);
        return IsUnique(name) ? StoragePath.Combine(StoragePath.Parent(path), name[1..^(GuidLength + 1)]) : path;
    }

    /// <summary>Whether only one writer knows it: the lock on a lock ends in the GUID of another's.</summary>
    public static bool IsUnique(string name) => Is(name) && name[^(GuidLength + 1)] == '.';
}
