using System.Runtime.InteropServices;
using Tessera.Kernels;
using Tessera.Models.Managed.Operators;

namespace Tessera.Models.Managed.Planning;

/// <summary>
/// The weights of a model in the kernels' order. Made once for each order, whatever the sizes of images and batches and
/// however many sessions. For one thread at a time; what it gives out is for all.
/// </summary>
/// <param name="kernels">The instructions that all sessions of the model use.</param>
sealed class PreparedWeights(KernelSet kernels) : IDisposable
{
    /// <summary>For work that is done once, while plans are made.</summary>
    public KernelSession Session { get; } = new(kernels, threads: 1);

    readonly Dictionary<(WeightLayout, Tensor), PackedWeights> _packed = [];

    /// <summary>The convolution with those weights (height, width, inputs / groups, outputs).</summary>
    /// <exception cref="TesseraException">The shape makes no sense.</exception>
    public PreparedConvolution Get(ConvolutionShape shape, Tensor weights, PackingDirection direction)
    {
        var convolution = Refusal.Of(() => new Convolution(shape, kernels));
        var layout = direction == PackingDirection.Forward ? convolution.ForwardLayout : convolution.BackwardLayout;
        if (!_packed.TryGetValue((layout, weights), out var packed))
        {
            _packed[(layout, weights)] = packed = Refusal.Of(() => Pack(convolution, weights, direction));
        }

        return new PreparedConvolution(convolution, packed);
    }

    public void Dispose()
    {
        foreach (var packed in _packed.Values)
        {
            packed.Dispose();
        }

        Session.Dispose();
    }

    PackedWeights Pack(Convolution convolution, Tensor weights, PackingDirection direction)
    {
        if (!weights.IsDeferred)
        {
            return Pack(convolution, weights.Values<float>(), direction);
        }

        using var loaded = new NativeBuffer<float>(weights.Shape.ElementCount);
        weights.CopyTo(MemoryMarshal.AsBytes(loaded.Span));
        return Pack(convolution, loaded.Span, direction);
    }

    PackedWeights Pack(Convolution convolution, ReadOnlySpan<float> weights, PackingDirection direction) =>
        direction == PackingDirection.Forward
            ? convolution.PackForward(Session, weights)
            : convolution.PackBackward(Session, weights);
}
