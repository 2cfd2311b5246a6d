namespace Tessera.Models;

/// <summary>Facts about element types.</summary>
static class ElementTypes
{
    /// <summary>The bytes that one element takes.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 => 8,
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 or ElementType.UInt16 => 2,
        _ => 1,
    };

    /// <summary>The element type that .NET's <typeparamref name="T"/> stands for.</summary>
    public static ElementType Of<T>()
        where T : unmanaged => default(T) switch
        {
            float => ElementType.Float32,
            double => ElementType.Float64,
            int => ElementType.Int32,
            long => ElementType.Int64,
            byte => ElementType.UInt8,
            bool => ElementType.Boolean,
            sbyte => ElementType.Int8,
            short => ElementType.Int16,
            ushort => ElementType.UInt16,
            uint => ElementType.UInt32,
            ulong => ElementType.UInt64,
            Half => ElementType.Float16,
            _ => throw new ArgumentException($"tensors of {typeof(T).Name} do not exist"),
        };
}
