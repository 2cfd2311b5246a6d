namespace Tessera.Models.TensorFlow;

/// <summary>Owns <c>TF_ImportGraphDefOptions</c>.</summary>
sealed class ImportOptionsHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.TF_DeleteImportGraphDefOptions(handle);
        return true;
    }
}
