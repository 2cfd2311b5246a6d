using Tessera.Kernels.Convolutions;

namespace Tessera.Kernels;

/// <summary>
/// Weights of one convolution in the order in which its kernel reads them. Read-only for the kernels, so sessions share
/// it.
/// </summary>
public sealed class PackedWeights : IDisposable
{
    internal PackedWeights(Convolution owner, Direction direction, int length)
    {
        (Owner, Direction) = (owner, direction);
        Values = new NativeBuffer<float>(length);
    }

    internal Convolution Owner { get; }

    internal Direction Direction { get; }

    /// <summary>Bytes of memory.</summary>
    public long Bytes => Values.Length * (long)sizeof(float);

    internal NativeBuffer<float> Values { get; }

    public void Dispose() => Values.Dispose();
}
