using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.TensorFlow;

/// <summary>Owns a <c>TF_Tensor</c>.</summary>
sealed unsafe class TensorHandle : NativeHandle
{
    // The marshaller needs it for tensors that TensorFlow allocates.
    public TensorHandle()
    {
    }

    /// <summary>Takes over what <c>TF_SessionRun</c> returned.</summary>
    public TensorHandle(nint tensor) => SetHandle(tensor);

    /// <summary>The elements' bytes; valid until the handle is disposed.</summary>
    public Span<byte> Bytes =>
        new(NativeMethods.TF_TensorData(this), RequireInt32((long)NativeMethods.TF_TensorByteSize(this), "bytes"));

    /// <summary>What one element is.</summary>
    /// <exception cref="TesseraException">Tensors of this type are not supported.</exception>
    public ElementType Type => TensorReader.ToElementType((DataTypeProto)NativeMethods.TF_TensorType(this));

    /// <summary>A tensor whose elements are not set yet.</summary>
    public static TensorHandle Allocate(ElementType type, TensorShape shape)
    {
        Span<long> extents = stackalloc long[shape.Rank];
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            extents[axis] = shape[axis];
        }

        fixed (long* pointer = extents)
        {
            var bytes = (nuint)((long)shape.ElementCount * type.Size());
            return NativeMethods.TF_AllocateTensor((int)TensorReader.ToProto(type), pointer, shape.Rank, bytes);
        }
    }

    /// <summary>A copy in managed memory.</summary>
    public Tensor ToTensor()
    {
        var extents = new int[NativeMethods.TF_NumDims(this)];
        for (var axis = 0; axis < extents.Length; axis++)
        {
            extents[axis] = RequireInt32(NativeMethods.TF_Dim(this, axis), "rows");
        }

        return new Tensor(Type, new TensorShape(extents), Bytes.ToArray());
    }

    static int RequireInt32(long value, string unit) => value is >= 0 and <= int.MaxValue
        ? (int)value
        : throw TesseraException.User(
            $"TensorFlow gives a tensor of {value} {unit}, at most {int.MaxValue} are allowed: use smaller batches");

    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteTensor(handle);
        return true;
    }
}
