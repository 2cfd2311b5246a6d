using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.SavedModel;

/// <summary>Turns TensorFlow's serialised tensors, shapes and types into ours. Nothing in them is trusted.</summary>
static class TensorReader
{
    // TensorFlow allows 254; image networks need 6 at most, and each extent costs the binder work.
    const int MaximumRank = 32;

    // A few bytes may stand for a tensor of any size; weights are written out, so what is repeated is small.
    const long MaximumRepeatedBytes = 1 << 28;

    static readonly Dictionary<DataTypeProto, ElementType> s_types = new()
    {
        [DataTypeProto.DtFloat] = ElementType.Float32,
        [DataTypeProto.DtDouble] = ElementType.Float64,
        [DataTypeProto.DtInt32] = ElementType.Int32,
        [DataTypeProto.DtInt64] = ElementType.Int64,
        [DataTypeProto.DtUint8] = ElementType.UInt8,
        [DataTypeProto.DtBool] = ElementType.Boolean,
        [DataTypeProto.DtInt8] = ElementType.Int8,
        [DataTypeProto.DtInt16] = ElementType.Int16,
        [DataTypeProto.DtUint16] = ElementType.UInt16,
        [DataTypeProto.DtUint32] = ElementType.UInt32,
        [DataTypeProto.DtUint64] = ElementType.UInt64,
        [DataTypeProto.DtHalf] = ElementType.Float16,
        [DataTypeProto.DtBfloat16] = ElementType.BFloat16,
    };

    /// <summary>
    /// The tensor; a value list shorter than the shape repeats its last value, as TensorFlow defines it.
    /// </summary>
    /// <exception cref="TesseraException">Its type is not supported, or its bytes do not fit its shape.</exception>
    public static Tensor Read(TensorProto proto)
    {
        var type = ToElementType(proto.Dtype);
        var shape = ToShape(proto.TensorShape);
        if (!proto.TensorContent.IsEmpty)
        {
            return new Tensor(type, shape, proto.TensorContent.Memory);
        }

        return type switch
        {
            ElementType.Float32 => Repeat(shape, proto.FloatVal),
            ElementType.Float64 => Repeat(shape, proto.DoubleVal),
            ElementType.Int32 => Repeat(shape, proto.IntVal),
            ElementType.Int64 => Repeat(shape, proto.Int64Val),
            ElementType.Boolean => Repeat(shape, proto.BoolVal),
            ElementType.Int8 => Repeat<sbyte>(shape, [.. proto.IntVal.Select(value => (sbyte)value)]),
            ElementType.Int16 => Repeat<short>(shape, [.. proto.IntVal.Select(value => (short)value)]),
            ElementType.UInt16 => Repeat<ushort>(shape, [.. proto.IntVal.Select(value => (ushort)value)]),
            ElementType.UInt32 => Repeat(shape, proto.Uint32Val),
            ElementType.UInt64 => Repeat(shape, proto.Uint64Val),
            ElementType.Float16 or ElementType.BFloat16 =>
                new Tensor(type, shape, Repeat<ushort>(shape, [.. proto.HalfVal.Select(bits => (ushort)bits)]).Bytes),
            _ => Repeat<byte>(shape, [.. proto.IntVal.Select(value => (byte)value)]),
        };
    }

    /// <summary>The element type; <see cref="IsSupported"/> tells beforehand whether there is one.</summary>
    /// <exception cref="TesseraException">Tensors of this type are not supported.</exception>
    public static ElementType ToElementType(DataTypeProto type) => s_types.TryGetValue(type, out var found)
        ? found
        : throw TesseraException.User($"tensors of TensorFlow's type {type} are not supported");

    /// <summary>Whether <see cref="ToElementType"/> knows the type.</summary>
    public static bool IsSupported(DataTypeProto type) => s_types.ContainsKey(type);

    /// <summary>TensorFlow's number of an element type.</summary>
    public static DataTypeProto ToProto(ElementType type) => s_types.First(pair => pair.Value == type).Key;

    /// <summary>A shape that is known in full; a missing one is a scalar's.</summary>
    /// <exception cref="TesseraException">An extent is open, or the tensor would be too large.</exception>
    public static TensorShape ToShape(ShapeProto? proto)
    {
        if (proto is null)
        {
            return TensorShape.Scalar;
        }

        if (proto.UnknownRank || proto.Dim.Count > MaximumRank)
        {
            throw TesseraException.User($"a tensor's rank must be known and at most {MaximumRank}");
        }

        return new TensorShape([.. proto.Dim.Select(dimension => Extent(dimension.Size))]);
    }

    static int Extent(long size) => size is >= 0 and <= int.MaxValue
        ? (int)size
        : throw TesseraException.User($"a tensor cannot have the extent {size}; 0 to {int.MaxValue} is allowed");

    static Tensor Repeat<T>(TensorShape shape, RepeatedField<T> values)
        where T : unmanaged
    {
        if (values.Count > shape.ElementCount)
        {
            throw TesseraException.User($"a tensor of shape {shape} cannot hold {values.Count} values");
        }

        var length = (long)shape.ElementCount * ElementTypes.Of<T>().Size();
        if (length > MaximumRepeatedBytes)
        {
            throw TesseraException.User($"a constant of shape {shape} is larger than {MaximumRepeatedBytes} bytes");
        }

        var elements = new byte[length];
        var typed = MemoryMarshal.Cast<byte, T>(elements.AsSpan());
        for (var i = 0; i < values.Count; i++)
        {
            typed[i] = values[i];
        }

        typed[values.Count..].Fill(values.Count == 0 ? default : values[^1]);
        return new Tensor(ElementTypes.Of<T>(), shape, elements);
    }
}
