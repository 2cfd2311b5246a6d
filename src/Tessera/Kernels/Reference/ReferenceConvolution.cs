using System.Numerics;

namespace Tessera.Kernels.Reference;

/// <summary>Convolution as plain loops: the oracle of the fast kernels.</summary>
public static class ReferenceConvolution
{
    /// <summary>
    /// x [batch][H][W][Ci], w [Kh][Kw][Ci/groups][Co], bias [Co] or empty → y [batch][OH][OW][Co].
    /// </summary>
    public static void Forward<T>(
        ConvolutionShape shape, int batch, ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, Span<T> y)
        where T : IFloatingPointIeee754<T>
    {
        for (var output = 0; output < batch * shape.OutputLength; output++)
        {
            y[output] = bias.IsEmpty ? T.Zero : bias[output % shape.OutputChannels];
        }

        foreach (var tap in new ReferenceTaps(shape, batch))
        {
            y[tap.Output] += x[tap.Input] * w[tap.Weight];
        }
    }

    /// <summary>dy [batch][OH][OW][Co], w [Kh][Kw][Ci/groups][Co] → dx [batch][H][W][Ci].</summary>
    public static void BackwardData<T>(
        ConvolutionShape shape, int batch, ReadOnlySpan<T> dy, ReadOnlySpan<T> w, Span<T> dx)
        where T : IFloatingPointIeee754<T>
    {
        dx.Clear();
        foreach (var tap in new ReferenceTaps(shape, batch))
        {
            dx[tap.Input] += dy[tap.Output] * w[tap.Weight];
        }
    }

    /// <summary>x [batch][H][W][Ci], dy [batch][OH][OW][Co] → dw [Kh][Kw][Ci/groups][Co].</summary>
    public static void BackwardWeights<T>(
        ConvolutionShape shape, int batch, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dw)
        where T : IFloatingPointIeee754<T>
    {
        dw.Clear();
        foreach (var tap in new ReferenceTaps(shape, batch))
        {
            dw[tap.Weight] += x[tap.Input] * dy[tap.Output];
        }
    }

    /// <summary>dy [rows][channels] → db [channels], the gradient of a bias.</summary>
    public static void BackwardBias<T>(ReadOnlySpan<T> dy, Span<T> db)
        where T : IFloatingPointIeee754<T>
    {
        db.Clear();
        for (var i = 0; i < dy.Length; i++)
        {
            db[i % db.Length] += dy[i];
        }
    }
}
