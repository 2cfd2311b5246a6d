using System.Runtime.InteropServices;

namespace Tessera.Models.Managed.Graphs;

/// <summary>
/// Small types are stored as they are and computed in larger ones, as processors do it; nothing is rounded in between.
/// </summary>
static class Precision
{
    // A BFloat16 is a Float32 without its lower bits.
    const int DroppedBits = 16;

    /// <summary>The type in which numbers of a type are computed.</summary>
    public static ElementType ToComputed(this ElementType type) => type switch
    {
        ElementType.Float16 or ElementType.BFloat16 => ElementType.Float32,
        ElementType.Int8 or ElementType.Int16 or ElementType.UInt16 => ElementType.Int32,
        ElementType.UInt32 or ElementType.UInt64 => ElementType.Int64,
        _ => type,
    };

    /// <summary>The same numbers in the type in which they are computed.</summary>
    public static Tensor Widen(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float16 => Convert<Half, float>(tensor, value => (float)value),
        ElementType.BFloat16 => FromUpperHalves(tensor),
        ElementType.Int8 => Convert<sbyte, int>(tensor, value => value),
        ElementType.Int16 => Convert<short, int>(tensor, value => value),
        ElementType.UInt16 => Convert<ushort, int>(tensor, value => value),
        ElementType.UInt32 => Convert<uint, long>(tensor, value => value),
        ElementType.UInt64 => Convert<ulong, long>(tensor, value => (long)value),
        _ => tensor,
    };

    /// <summary>Computed numbers in the type that is asked for, rounded to the nearest.</summary>
    public static Tensor Narrow(Tensor tensor, ElementType type) => type switch
    {
        _ when tensor.Type != type.ToComputed() => tensor,
        ElementType.Float16 => Convert<float, Half>(tensor, value => (Half)value),
        ElementType.BFloat16 => ToUpperHalves(tensor),
        ElementType.Int8 => Convert<int, sbyte>(tensor, value => (sbyte)value),
        ElementType.Int16 => Convert<int, short>(tensor, value => (short)value),
        ElementType.UInt16 => Convert<int, ushort>(tensor, value => (ushort)value),
        ElementType.UInt32 => Convert<long, uint>(tensor, value => (uint)value),
        ElementType.UInt64 => Convert<long, ulong>(tensor, value => (ulong)value),
        _ => tensor,
    };

    static Tensor Convert<TFrom, TTo>(Tensor tensor, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged =>
        Tensor.Of<TTo>(tensor.Shape, ConvertAll(tensor.Values<TFrom>(), convert));

    static TTo[] ConvertAll<TFrom, TTo>(ReadOnlySpan<TFrom> values, Func<TFrom, TTo> convert)
    {
        var converted = new TTo[values.Length];
        for (var i = 0; i < converted.Length; i++)
        {
            converted[i] = convert(values[i]);
        }

        return converted;
    }

    static Tensor FromUpperHalves(Tensor tensor) => Tensor.Of<float>(tensor.Shape, ConvertAll(
        MemoryMarshal.Cast<byte, ushort>(tensor.Bytes.Span),
        bits => BitConverter.UInt32BitsToSingle((uint)bits << DroppedBits)));

    static Tensor ToUpperHalves(Tensor tensor) => new(
        ElementType.BFloat16,
        tensor.Shape,
        MemoryMarshal.AsBytes<ushort>(ConvertAll(tensor.Values<float>(), Round)).ToArray());

    // To the nearest, of two equally near ones to the even.
    static ushort Round(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var half = (1u << DroppedBits - 1) - 1 + (bits >> DroppedBits & 1);
        return (ushort)((float.IsNaN(value) ? bits : bits + half) >> DroppedBits);
    }
}
