namespace Tessera.Models.TensorFlow;

/// <summary>Owns a <c>TF_Session</c>.</summary>
sealed class SessionHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        using var status = NativeMethods.TF_NewStatus();
        NativeMethods.TF_CloseSession(handle, status);
        NativeMethods.TF_DeleteSession(handle, status);
        return true;
    }
}
