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

        return proto.Dtype switch
        {
            DataTypeProto.DtFloat => Repeat<float>(shape, proto.FloatVal),
            DataTypeProto.DtDouble => Repeat<double>(shape, proto.DoubleVal),
            DataTypeProto.DtInt32 => Repeat<int>(shape, proto.IntVal),
            DataTypeProto.DtInt64 => Repeat<long>(shape, proto.Int64Val),
            DataTypeProto.DtBool => Repeat<bool>(shape, proto.BoolVal),
            _ => Repeat<byte>(shape, [.. proto.IntVal.Select(value => (byte)value)]),
        };
    }

    /// <summary>The element type; <see cref="IsSupported"/> tells beforehand whether there is one.</summary>
    /// <exception cref="TesseraException">Tensors of this type are not supported.</exception>
    public static ElementType ToElementType(DataTypeProto type) => type switch
    {
        DataTypeProto.DtFloat => ElementType.Float32,
        DataTypeProto.DtDouble => ElementType.Float64,
        DataTypeProto.DtInt32 => ElementType.Int32,
        DataTypeProto.DtInt64 => ElementType.Int64,
        DataTypeProto.DtUint8 => ElementType.UInt8,
        DataTypeProto.DtBool => ElementType.Boolean,
        _ => throw TesseraException.User($"tensors of TensorFlow's type {type} are not supported"),
    };

    /// <summary>Whether <see cref="ToElementType"/> knows the type.</summary>
    public static bool IsSupported(DataTypeProto type) => type is DataTypeProto.DtFloat or DataTypeProto.DtDouble
        or DataTypeProto.DtInt32 or DataTypeProto.DtInt64 or DataTypeProto.DtUint8 or DataTypeProto.DtBool;

    /// <summary>TensorFlow's number of an element type.</summary>
    public static DataTypeProto ToProto(ElementType type) => type switch
    {
        ElementType.Float32 => DataTypeProto.DtFloat,
        ElementType.Float64 => DataTypeProto.DtDouble,
        ElementType.Int32 => DataTypeProto.DtInt32,
        ElementType.Int64 => DataTypeProto.DtInt64,
        ElementType.UInt8 => DataTypeProto.DtUint8,
        _ => DataTypeProto.DtBool,
    };

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
