namespace Tessera.Models.TensorFlow;

/// <summary>Owns a <c>TF_Graph</c>.</summary>
sealed class GraphHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteGraph(handle);
        return true;
    }
}
