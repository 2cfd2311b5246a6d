using System.Runtime.InteropServices;
namespace Tessera.Models.TensorFlow;

/// <summary>Owns a <c>TF_Status</c>: how a call ended.</summary>
sealed class StatusHandle : NativeHandle
{
    const int Ok = 0;

    /// <summary>Does nothing if the call succeeded.</summary>
    /// <param name="what">What was called for, for the message.</param>
    /// <exception cref="TesseraException">It failed; the message holds TensorFlow's own.</exception>
    public unsafe void ThrowIfFailed(string what)
    {
        if (NativeMethods.TF_GetCode(this) is not Ok and var code)
        {
            var text = Marshal.PtrToStringUTF8((nint)NativeMethods.TF_Message(this));
            throw TesseraException.User($"TensorFlow cannot {what}: {text} (code {code})");
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteStatus(handle);
        return true;
    }
}
