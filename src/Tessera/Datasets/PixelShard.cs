namespace Tessera.Datasets;

/// <summary>The names of a shard's files.</summary>
static class PixelShard
{
    public static string PixelsName(string shard) => $"{shard}.npy";

    public static string SidecarName(string shard) => $"{shard}.jsonl";

    /// <summary>The name of the n-th shard of a split.</summary>
    public static string Name(string split, int index) => $"{split}-{index:00000}";

    /// <summary>Shard names go into paths, globs and SQL: letters a–z, digits and '-' only.</summary>
    public static bool IsValidName(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
