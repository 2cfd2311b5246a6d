namespace Tessera.Models.TensorFlow;

/// <summary>Owns a <c>TF_Buffer</c>: bytes that TensorFlow reads.</summary>
sealed class BufferHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteBuffer(handle);
        return true;
    }
}
