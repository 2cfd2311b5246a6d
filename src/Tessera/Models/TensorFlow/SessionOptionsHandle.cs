namespace Tessera.Models.TensorFlow;

/// <summary>Owns <c>TF_SessionOptions</c>.</summary>
sealed class SessionOptionsHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteSessionOptions(handle);
        return true;
    }
}
