using System.Buffers;
using System.Runtime.InteropServices;

namespace Tessera.Models.SavedModel;

/// <summary>
/// An array of numbers seen as bytes, so that the weights of a large model need not be copied to be written.
/// </summary>
sealed class FloatBytes(float[] values) : MemoryManager<byte>
{
    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(values.AsSpan());

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        var handle = GCHandle.Alloc(values, GCHandleType.Pinned);
        return new MemoryHandle((byte*)handle.AddrOfPinnedObject() + elementIndex, handle);
    }

    public override void Unpin()
    {
        // The memory handle frees what Pin allocated.
    }

    protected override void Dispose(bool disposing)
    {
        // The array belongs to the caller.
    }
}
