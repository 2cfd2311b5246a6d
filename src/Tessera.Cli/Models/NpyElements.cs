using Tessera.Datasets.Npy;
using Tessera.Models;

namespace Tessera.Cli.Models;

/// <summary>NumPy's element types and those of tensors.</summary>
static class NpyElements
{
    static readonly (NpyType Npy, ElementType Element)[] s_pairs =
    [
        (NpyType.Bool, ElementType.Boolean),
        (NpyType.UInt8, ElementType.UInt8),
        (NpyType.Int32, ElementType.Int32),
        (NpyType.Int64, ElementType.Int64),
        (NpyType.Float32, ElementType.Float32),
        (NpyType.Float64, ElementType.Float64),
    ];

    public static ElementType ToElement(NpyType type) => s_pairs.First(pair => pair.Npy == type).Element;

    /// <exception cref="TesseraException">Arrays of that type are not written.</exception>
    public static NpyType ToNpy(ElementType type)
    {
        var index = Array.FindIndex(s_pairs, pair => pair.Element == type);
        return index >= 0
            ? s_pairs[index].Npy
            : throw TesseraException.User(
                $"arrays of {type} are not written: allowed are "
                + string.Join(", ", s_pairs.Select(pair => pair.Element)));
    }
}
