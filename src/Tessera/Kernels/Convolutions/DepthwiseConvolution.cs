using System.Runtime.CompilerServices;
using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Kernels.Convolutions;

/// <summary>
/// Each channel on its own. There is no matrix product in it: a lane of channels of an output pixel is the sum of its
/// taps. Gradients are left to the general algorithm.
/// </summary>
sealed unsafe class DepthwiseConvolution(ConvolutionShape shape, KernelSet kernels) : IConvolutionAlgorithm
{
    readonly GemmConvolution _general = new(shape, kernels);

    public static bool CanCompute(ConvolutionShape shape) =>
        shape.Groups > 1 && shape.InputChannels == shape.Groups && shape.OutputChannels == shape.Groups;

    public int PackedLength(Direction direction) =>
        direction == Direction.Forward ? shape.WeightLength : _general.PackedLength(direction);

    public void Pack(KernelSession session, Direction direction, float* weights, float* packed)
    {
        if (direction == Direction.Forward)
        {
            new Span<float>(weights, shape.WeightLength).CopyTo(new(packed, shape.WeightLength));
        }
        else
        {
            _general.Pack(session, direction, weights, packed);
        }
    }

    public void Forward(
        KernelSession session, int batch, float* x, float* packed, float* bias, Activation activation, float* y) =>
        session.Run(checked(batch * shape.OutputHeight), new ForwardWork(this, x, packed, new(bias, activation), y));

    public void BackwardData(KernelSession session, int batch, float* dy, float* packed, float* dx) =>
        _general.BackwardData(session, batch, dy, packed, dx);

    public void BackwardWeights(KernelSession session, int batch, float* x, float* dy, float* dw) =>
        _general.BackwardWeights(session, batch, x, dy, dw);

    bool Is3x3 => shape is { KernelHeight: 3, KernelWidth: 3 };

    void Row<TLane>(int row, float* image, float* weights, float* y)
        where TLane : unmanaged, ILane<TLane>
    {
        var top = (row * shape.StrideVertical) - shape.Padding.Top;
        var vertical = Inside(top, shape.Height, shape.KernelHeight, shape.DilationVertical);
        var whole = Is3x3 && vertical is { Start.Value: 0, End.Value: 3 } ? WholeColumns() : 0..0;
        if (whole.End.Value > whole.Start.Value)
        {
            var left = (whole.Start.Value * shape.StrideHorizontal) - shape.Padding.Left;
            var first = image + ((((long)top * shape.Width) + left) * shape.InputChannels);
            var target = y + ((nint)whole.Start.Value * shape.OutputChannels);
            Whole<TLane>(first, weights, whole.End.Value - whole.Start.Value, target);
        }

        for (var column = 0; column < shape.OutputWidth; column++, y += shape.OutputChannels)
        {
            if (column >= whole.Start.Value && column < whole.End.Value)
            {
                y += (whole.End.Value - 1 - column) * (nint)shape.OutputChannels;
                column = whole.End.Value - 1;
                continue;
            }

            var left = (column * shape.StrideHorizontal) - shape.Padding.Left;
            var horizontal = Inside(left, shape.Width, shape.KernelWidth, shape.DilationHorizontal);
            var first = image + ((((long)top * shape.Width) + left) * shape.InputChannels);
            Pixel<TLane>(first, weights, vertical, horizontal, y);
        }
    }

    /// <summary>Output columns whose taps all lie inside the image.</summary>
    Range WholeColumns()
    {
        var first = LaneSizes.CeilingDivide(shape.Padding.Left, shape.StrideHorizontal);
        var room = shape.Width - 1 - (2 * shape.DilationHorizontal) + shape.Padding.Left;
        var end = room < 0 ? 0 : Math.Min(shape.OutputWidth, (room / shape.StrideHorizontal) + 1);
        return first..Math.Max(first, end);
    }

    /// <summary>Some columns of 3×3 taps that all lie inside the image, a lane of channels after the other.</summary>
    void Whole<TLane>(float* x, float* weights, int columns, float* y)
        where TLane : unmanaged, ILane<TLane>
    {
        nint channels = shape.InputChannels;
        nint channel = 0;
        for (; channel <= channels - TLane.Width; channel += TLane.Width)
        {
            WholeLane<TLane>(x + channel, weights + channel, columns, y + channel);
        }

        for (nint column = 0; channel < channels && column < columns; column++)
        {
            var rest = channels - channel;
            var source = x + (column * shape.StrideHorizontal * channels) + channel;
            var sum = Sum<TLane>(source, weights + channel, 0..3, 0..3, rest);
            LaneMath.StorePartial(sum, y + (column * channels) + channel, rest);
        }
    }

    // The weights stay in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    void WholeLane<TLane>(float* x, float* weights, int columns, float* y)
        where TLane : unmanaged, ILane<TLane>
    {
        nint channels = shape.InputChannels;
        var next = shape.StrideHorizontal * channels;
        var tap = shape.DilationHorizontal * channels;
        var line = (nint)shape.DilationVertical * shape.Width * channels;
        var (w00, w01, w02) = (TLane.Load(weights), TLane.Load(weights + channels), TLane.Load(weights + (2 * channels)));
        weights += 3 * channels;
        var (w10, w11, w12) = (TLane.Load(weights), TLane.Load(weights + channels), TLane.Load(weights + (2 * channels)));
        weights += 3 * channels;
        var (w20, w21, w22) = (TLane.Load(weights), TLane.Load(weights + channels), TLane.Load(weights + (2 * channels)));
        var zero = TLane.Create(0);
        for (; columns > 0; columns--, x += next, y += channels)
        {
            var row = x;
            var sum = TLane.MultiplyAdd(TLane.Load(row), w00, zero);
            sum = TLane.MultiplyAdd(TLane.Load(row + tap), w01, sum);
            sum = TLane.MultiplyAdd(TLane.Load(row + (2 * tap)), w02, sum);
            row += line;
            sum = TLane.MultiplyAdd(TLane.Load(row), w10, sum);
            sum = TLane.MultiplyAdd(TLane.Load(row + tap), w11, sum);
            sum = TLane.MultiplyAdd(TLane.Load(row + (2 * tap)), w12, sum);
            row += line;
            sum = TLane.MultiplyAdd(TLane.Load(row), w20, sum);
            sum = TLane.MultiplyAdd(TLane.Load(row + tap), w21, sum);
            sum = TLane.MultiplyAdd(TLane.Load(row + (2 * tap)), w22, sum);
            sum.Store(y);
        }
    }

    void Pixel<TLane>(float* x, float* weights, Range vertical, Range horizontal, float* y)
        where TLane : unmanaged, ILane<TLane>
    {
        nint channels = shape.InputChannels;
        nint channel = 0;
        for (; channel <= channels - TLane.Width; channel += TLane.Width)
        {
            Sum<TLane>(x + channel, weights + channel, vertical, horizontal, TLane.Width).Store(y + channel);
        }

        if (channel < channels)
        {
            var rest = channels - channel;
            var sum = Sum<TLane>(x + channel, weights + channel, vertical, horizontal, rest);
            LaneMath.StorePartial(sum, y + channel, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TLane Sum<TLane>(float* x, float* weights, Range vertical, Range horizontal, nint count)
        where TLane : unmanaged, ILane<TLane>
    {
        nint channels = shape.InputChannels;
        var sum = TLane.Create(0);
        for (var tapY = vertical.Start.Value; tapY < vertical.End.Value; tapY++)
        {
            var source = x + ((nint)tapY * shape.DilationVertical * shape.Width * channels);
            var weight = weights + ((nint)tapY * shape.KernelWidth * channels);
            for (nint tapX = horizontal.Start.Value; tapX < horizontal.End.Value; tapX++)
            {
                var value = Load<TLane>(source + (tapX * shape.DilationHorizontal * channels), count);
                sum = TLane.MultiplyAdd(value, Load<TLane>(weight + (tapX * channels), count), sum);
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane Load<TLane>(float* source, nint count)
        where TLane : unmanaged, ILane<TLane> =>
        count == TLane.Width ? TLane.Load(source) : LaneMath.LoadPartial<TLane>(source, count);

    // The taps that lie inside the image, which begins at 0.
    static Range Inside(int start, int length, int taps, int dilation)
    {
        var first = start >= 0 ? 0 : (dilation - 1 - start) / dilation;
        var end = start >= length ? 0 : Math.Min(taps, ((length - 1 - start) / dilation) + 1);
        return new(first, Math.Max(first, end));
    }

    readonly struct ForwardWork(
        DepthwiseConvolution plan, float* x, float* packed, Epilogue epilogue, float* y) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var (width, channels) = plan.OutputRow;
            var (image, row) = Math.DivRem(item, plan.OutputHeight);
            var target = y + ((long)item * width * channels);
            plan.Row<TLane>(row, x + ((long)image * plan.InputLength), packed, target);
            epilogue.Apply<TLane>(target, channels, width, 0, channels);
        }
    }

    (int Width, int Channels) OutputRow => (shape.OutputWidth, shape.OutputChannels);

    int OutputHeight => shape.OutputHeight;

    int InputLength => shape.InputLength;
}
