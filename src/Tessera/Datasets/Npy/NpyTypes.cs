namespace Tessera.Datasets.Npy;

/// <summary>What belongs to each <see cref="NpyType"/>.</summary>
static class NpyTypes
{
    static readonly (NpyType Type, string Descriptor, int Bytes, Type Element)[] s_all =
    [
        (NpyType.Bool, "|b1", 1, typeof(bool)),
        (NpyType.UInt8, "|u1", 1, typeof(byte)),
        (NpyType.Int32, "<i4", 4, typeof(int)),
        (NpyType.Int64, "<i8", 8, typeof(long)),
        (NpyType.Float32, "<f4", 4, typeof(float)),
        (NpyType.Float64, "<f8", 8, typeof(double)),
    ];

    public static string Descriptor(this NpyType type) => s_all[(int)type].Descriptor;

    public static int Bytes(this NpyType type) => s_all[(int)type].Bytes;

    public static Type Element(this NpyType type) => s_all[(int)type].Element;

    public static string Known => string.Join(", ", s_all.Select(entry => entry.Descriptor));

    public static NpyType? Find(string descriptor)
    {
        var index = Array.FindIndex(s_all, entry => entry.Descriptor == descriptor);
        return index < 0 ? null : s_all[index].Type;
    }
}
