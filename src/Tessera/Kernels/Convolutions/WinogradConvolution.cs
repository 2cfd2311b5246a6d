using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Kernels.Convolutions;

/// <summary>
/// 3×3 convolution of stride 1 by Winograd's F(4×4, 3×3): a quarter of the multiplications. The gradient of the data
/// is the same convolution with flipped, transposed weights.
/// </summary>
sealed unsafe partial class WinogradConvolution : IConvolutionAlgorithm
{
    /// <summary>Fewer channels than the widest lane do not pay for the transforms.</summary>
    public const int FewestChannels = 16;

    readonly ConvolutionShape _shape;
    readonly WinogradPass _forward;
    readonly WinogradPass _backward;

    public WinogradConvolution(ConvolutionShape shape, KernelSet kernels)
    {
        _shape = shape;
        var (top, left, bottom, right) = shape.Padding;
        var (forward, backward) = (shape.Padding, new Padding(2 - top, 2 - left, 2 - bottom, 2 - right));
        _forward = new(
            new(shape.Height, shape.Width, shape.OutputHeight, shape.OutputWidth, forward),
            shape.InputChannels, shape.OutputChannels, kernels);
        _backward = new(
            new(shape.OutputHeight, shape.OutputWidth, shape.Height, shape.Width, backward),
            shape.OutputChannels, shape.InputChannels, kernels);
    }

    public static bool CanCompute(ConvolutionShape shape) => shape is
    {
        KernelHeight: WinogradTransforms.KernelSide, KernelWidth: WinogradTransforms.KernelSide,
        StrideVertical: 1, StrideHorizontal: 1, DilationVertical: 1, DilationHorizontal: 1, Groups: 1,
        InputChannels: >= FewestChannels, OutputChannels: >= FewestChannels,
        Padding: { Top: <= 2, Left: <= 2, Bottom: <= 2, Right: <= 2 },
    };

    public int PackedLength(Direction direction) =>
        checked(WinogradTransforms.Frequencies * PassOf(direction).Weights.Length);

    public void Pack(KernelSession session, Direction direction, float* weights, float* packed) =>
        session.Run(PassOf(direction).InputChannels, new PackWork(this, direction, weights, packed));

    public void Forward(
        KernelSession session, int batch, float* x, float* packed, float* bias, Activation activation, float* y) =>
        _forward.Run(session, batch, x, packed, new Epilogue(bias, activation), y);

    public void BackwardData(KernelSession session, int batch, float* dy, float* packed, float* dx) =>
        _backward.Run(session, batch, dy, packed, default, dx);

    WinogradPass PassOf(Direction direction) => direction == Direction.Forward ? _forward : _backward;

    // transforms the kernels of one input channel of the pass: a lane of its outputs at a time, into panels
    readonly struct PackWork(WinogradConvolution plan, Direction direction, float* weights, float* packed) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var panels = plan.PassOf(direction).Weights;
            var kernel = stackalloc float[9 * Lane16.Width];
            var buffer = stackalloc float[3 * WinogradTransforms.Side * Lane16.Width];
            for (var column = 0; column < panels.Columns; column += TLane.Width)
            {
                Collect(item, column, Math.Min(TLane.Width, panels.Columns - column), TLane.Width, kernel);
                var panel = column / panels.Width;
                var target = packed + panels.OffsetOf(panel) + (item * panels.WidthOf(panel))
                    + (column - panels.FirstColumn(panel));
                nint width = TLane.Width;
                WinogradTransforms.Kernel<TLane>(kernel, 3 * width, width, buffer, target, panels.Length);
            }
        }

        // the nine taps of a lane of kernels; flipped and transposed for the gradient of the data
        void Collect(int input, int firstOutput, int count, int width, float* kernel)
        {
            var shape = plan._shape;
            for (var tap = 0; tap < 9; tap++, kernel += width)
            {
                var source = direction == Direction.Forward
                    ? weights + (((long)tap * shape.InputChannels) + input) * shape.OutputChannels + firstOutput
                    : weights + (((long)(8 - tap) * shape.InputChannels) + firstOutput) * shape.OutputChannels + input;
                nint stride = direction == Direction.Forward ? 1 : shape.OutputChannels;
                for (var i = 0; i < width; i++)
                {
                    kernel[i] = i < count ? source[i * stride] : 0;
                }
            }
        }
    }
}
