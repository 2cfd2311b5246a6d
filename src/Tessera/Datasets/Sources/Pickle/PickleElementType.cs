namespace Tessera.Datasets.Sources.Pickle;

/// <summary>
/// A numpy.dtype: kind and size, such as <c>u1</c>; its BUILD must say that it is little-endian and plain.
/// </summary>
sealed record PickleElementType(string Name)
{
    static readonly string[] s_names = ["u1", "i1", "b1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"];

    public int Bytes => Name[1] - '0';

    public static PickleElementType Parse(string name) =>
        s_names.Contains(name.TrimStart('|', '<', '='))
            ? new(name.TrimStart('|', '<', '='))
            : throw new PickleException($"NumPy arrays of type '{name}' are not read");
}
