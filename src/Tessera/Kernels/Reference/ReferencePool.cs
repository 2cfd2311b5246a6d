using System.Numerics;

namespace Tessera.Kernels.Reference;

/// <summary>Pooling as plain loops. x [batch][H][W][C], y [batch][OH][OW][C].</summary>
public static class ReferencePool
{
    /// <summary>argmax [batch][OH][OW][C] = ky·WindowWidth + kx of the first largest element; may be empty.</summary>
    public static void MaxForward<T>(PoolShape shape, int batch, ReadOnlySpan<T> x, Span<T> y, Span<byte> argmax)
        where T : IFloatingPointIeee754<T>
    {
        for (var output = 0; output < batch * shape.OutputLength; output++)
        {
            var best = T.NegativeInfinity;
            var position = 0;
            for (var tap = shape.WindowHeight * shape.WindowWidth - 1; tap >= 0; tap--)
            {
                var input = InputOf(shape, output, tap);
                if (input >= 0 && x[input] >= best)
                {
                    (best, position) = (x[input], tap);
                }
            }

            y[output] = best;
            if (!argmax.IsEmpty)
            {
                argmax[output] = (byte)position;
            }
        }
    }

    public static void MaxBackward<T>(
        PoolShape shape, int batch, ReadOnlySpan<T> dy, ReadOnlySpan<byte> argmax, Span<T> dx)
        where T : IFloatingPointIeee754<T>
    {
        dx.Clear();
        for (var output = 0; output < batch * shape.OutputLength; output++)
        {
            dx[InputOf(shape, output, argmax[output])] += dy[output];
        }
    }

    /// <summary>The mean of the elements inside the image: padding does not count (TensorFlow's rule).</summary>
    public static void AverageForward<T>(PoolShape shape, int batch, ReadOnlySpan<T> x, Span<T> y)
        where T : IFloatingPointIeee754<T>
    {
        for (var output = 0; output < batch * shape.OutputLength; output++)
        {
            var sum = T.Zero;
            for (var tap = 0; tap < shape.WindowHeight * shape.WindowWidth; tap++)
            {
                var input = InputOf(shape, output, tap);
                sum += input < 0 ? T.Zero : x[input];
            }

            y[output] = sum / CountOf<T>(shape, output);
        }
    }

    public static void AverageBackward<T>(PoolShape shape, int batch, ReadOnlySpan<T> dy, Span<T> dx)
        where T : IFloatingPointIeee754<T>
    {
        dx.Clear();
        for (var output = 0; output < batch * shape.OutputLength; output++)
        {
            var share = dy[output] / CountOf<T>(shape, output);
            for (var tap = 0; tap < shape.WindowHeight * shape.WindowWidth; tap++)
            {
                if (InputOf(shape, output, tap) is >= 0 and var input)
                {
                    dx[input] += share;
                }
            }
        }
    }

    static T CountOf<T>(PoolShape shape, int output)
        where T : IFloatingPointIeee754<T>
    {
        var taps = Enumerable.Range(0, shape.WindowHeight * shape.WindowWidth);
        return T.CreateChecked(taps.Count(tap => InputOf(shape, output, tap) >= 0));
    }

    // offset of the element under a window's tap, or -1 in the padding
    static int InputOf(PoolShape shape, int output, int tap)
    {
        var (pixel, channel) = Math.DivRem(output, shape.Channels);
        (pixel, var ox) = Math.DivRem(pixel, shape.OutputWidth);
        var (image, oy) = Math.DivRem(pixel, shape.OutputHeight);
        var iy = (oy * shape.StrideVertical) - shape.Padding.Top + (tap / shape.WindowWidth);
        var ix = (ox * shape.StrideHorizontal) - shape.Padding.Left + (tap % shape.WindowWidth);
        var inside = (uint)iy < (uint)shape.Height && (uint)ix < (uint)shape.Width;
        return inside ? ((((image * shape.Height) + iy) * shape.Width) + ix) * shape.Channels + channel : -1;
    }
}
