using Tessera.Kernels.Convolutions;

namespace Tessera.Kernels;

/// <summary>
/// A convolution planned once for a shape and kernel set. Tensors are NHWC, weights HWIO. The plan is immutable and
/// shared; memory belongs to the session. Every result is the same for any number of threads and, by image, for any
/// batch.
/// </summary>
public sealed unsafe class Convolution
{
    readonly IConvolutionAlgorithm _algorithm;

    /// <summary>Plans with the fastest algorithm.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public Convolution(ConvolutionShape shape, KernelSet kernels)
        : this(shape, kernels, ConvolutionMemory.Fast)
    {
    }

    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public Convolution(ConvolutionShape shape, KernelSet kernels, ConvolutionMemory memory)
    {
        Shape = shape.Validated();
        Kernels = kernels;
        _algorithm = memory == ConvolutionMemory.Fast && WinogradConvolution.CanCompute(shape)
            ? new WinogradConvolution(shape, kernels)
            : DepthwiseConvolution.CanCompute(shape)
                ? new DepthwiseConvolution(shape, kernels)
                : new GemmConvolution(shape, kernels);
        ForwardLayout = WeightLayout.Of(_algorithm, Direction.Forward, kernels, shape);
        BackwardLayout = WeightLayout.Of(_algorithm, Direction.BackwardData, kernels, shape);
    }

    public ConvolutionShape Shape { get; }

    public KernelSet Kernels { get; }

    /// <summary>How <see cref="PackForward"/> orders weights.</summary>
    internal WeightLayout ForwardLayout { get; }

    /// <summary>How <see cref="PackBackward"/> orders weights.</summary>
    internal WeightLayout BackwardLayout { get; }

    /// <summary>Packs weights [Kh][Kw][Ci/groups][Co] for <see cref="Forward"/>.</summary>
    public PackedWeights PackForward(KernelSession session, ReadOnlySpan<float> weights) =>
        Pack(session, Direction.Forward, weights);

    /// <summary>Packs weights [Kh][Kw][Ci/groups][Co] for <see cref="BackwardData"/>.</summary>
    public PackedWeights PackBackward(KernelSession session, ReadOnlySpan<float> weights) =>
        Pack(session, Direction.BackwardData, weights);

    /// <summary>Packs changed weights into an object of <see cref="PackForward"/>.</summary>
    public void RepackForward(KernelSession session, ReadOnlySpan<float> weights, PackedWeights packed) =>
        Repack(session, Direction.Forward, weights, packed);

    /// <summary>Packs changed weights into an object of <see cref="PackBackward"/>.</summary>
    public void RepackBackward(KernelSession session, ReadOnlySpan<float> weights, PackedWeights packed) =>
        Repack(session, Direction.BackwardData, weights, packed);

    /// <summary>
    /// x [batch][H][W][Ci] → y [batch][OH][OW][Co] = activation(x ∗ weights + bias); an empty bias is 0.
    /// </summary>
    /// <exception cref="ArgumentException">A length is wrong, or the weights were packed in another order.</exception>
    public void Forward(
        KernelSession session, int batch, ReadOnlySpan<float> x, PackedWeights weights,
        ReadOnlySpan<float> bias, Activation activation, Span<float> y)
    {
        KernelArguments.RequireLength(x.Length, batch, Shape.InputLength, nameof(x));
        KernelArguments.RequireLength(y.Length, batch, Shape.OutputLength, nameof(y));
        KernelArguments.RequireLength(bias.Length, bias.IsEmpty ? 0 : Shape.OutputChannels, nameof(bias));
        Require(session, weights, Direction.Forward);
        fixed (float* px = x, pb = bias, py = y)
        {
            _algorithm.Forward(session, batch, px, weights.Values.First, pb, activation, py);
        }
    }

    /// <summary>dy [batch][OH][OW][Co] → dx [batch][H][W][Ci], with weights of <see cref="PackBackward"/>.</summary>
    /// <exception cref="ArgumentException">A length is wrong, or the weights were packed in another order.</exception>
    public void BackwardData(
        KernelSession session, int batch, ReadOnlySpan<float> dy, PackedWeights weights, Span<float> dx)
    {
        KernelArguments.RequireLength(dy.Length, batch, Shape.OutputLength, nameof(dy));
        KernelArguments.RequireLength(dx.Length, batch, Shape.InputLength, nameof(dx));
        Require(session, weights, Direction.BackwardData);
        fixed (float* pdy = dy, pdx = dx)
        {
            _algorithm.BackwardData(session, batch, pdy, weights.Values.First, pdx);
        }
    }

    /// <summary>
    /// x [batch][H][W][Ci], dy [batch][OH][OW][Co] → dw [Kh][Kw][Ci/groups][Co], summed over the batch.
    /// </summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void BackwardWeights(
        KernelSession session, int batch, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dw)
    {
        KernelArguments.RequireLength(x.Length, batch, Shape.InputLength, nameof(x));
        KernelArguments.RequireLength(dy.Length, batch, Shape.OutputLength, nameof(dy));
        KernelArguments.RequireLength(dw.Length, Shape.WeightLength, nameof(dw));
        RequireKernels(session);
        if (batch == 0)
        {
            dw.Clear();
            return;
        }

        fixed (float* px = x, pdy = dy, pdw = dw)
        {
            _algorithm.BackwardWeights(session, batch, px, pdy, pdw);
        }
    }

    PackedWeights Pack(KernelSession session, Direction direction, ReadOnlySpan<float> weights)
    {
        var packed = new PackedWeights(LayoutOf(direction), _algorithm.PackedLength(direction));
        Repack(session, direction, weights, packed);
        return packed;
    }

    void Repack(KernelSession session, Direction direction, ReadOnlySpan<float> weights, PackedWeights packed)
    {
        KernelArguments.RequireLength(weights.Length, Shape.WeightLength, nameof(weights));
        Require(session, packed, direction);
        fixed (float* pw = weights)
        {
            _algorithm.Pack(session, direction, pw, packed.Values.First);
        }
    }

    void Require(KernelSession session, PackedWeights packed, Direction direction)
    {
        RequireKernels(session);
        if (packed.Layout != LayoutOf(direction))
        {
            throw new ArgumentException($"the weights were packed by another convolution, or not for {direction}");
        }
    }

    WeightLayout LayoutOf(Direction direction) => direction == Direction.Forward ? ForwardLayout : BackwardLayout;

    void RequireKernels(KernelSession session)
    {
        if (session.Kernels != Kernels)
        {
            throw new ArgumentException($"a plan for {Kernels} cannot run in a session of {session.Kernels}");
        }
    }
}
