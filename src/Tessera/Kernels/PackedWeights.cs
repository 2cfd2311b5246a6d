namespace Tessera.Kernels;

/// <summary>
/// Weights in the order in which a kernel reads them. Read-only for the kernels, so sessions share it, and so do
/// convolutions of images of other sizes whose order is the same.
/// </summary>
public sealed class PackedWeights : IDisposable
{
    internal PackedWeights(WeightLayout layout, int length)
    {
        Layout = layout;
        Values = new NativeBuffer<float>(length);
    }

    /// <summary>The order.</summary>
    internal WeightLayout Layout { get; }

    /// <summary>Bytes of memory.</summary>
    public long Bytes => Values.Length * (long)sizeof(float);

    internal NativeBuffer<float> Values { get; }

    public void Dispose() => Values.Dispose();
}
