using Microsoft.Win32.SafeHandles;

namespace Tessera.Models.TensorFlow;

/// <summary>Owns <c>TF_SessionOptions</c>.</summary>
sealed class SessionOptionsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteSessionOptions(handle);
        return true;
    }
}
