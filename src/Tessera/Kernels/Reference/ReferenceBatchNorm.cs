using System.Numerics;

namespace Tessera.Kernels.Reference;

/// <summary>Batch normalisation in training, as plain loops. x, y, dx, dy [rows][C]; everything else [C].</summary>
public static class ReferenceBatchNorm
{
    /// <summary>mean and 1/√(variance + epsilon) of each channel; the variance is the biased one.</summary>
    public static void Statistics<T>(ReadOnlySpan<T> x, T epsilon, Span<T> mean, Span<T> inverseDeviation)
        where T : IFloatingPointIeee754<T>
    {
        var rows = x.Length / mean.Length;
        for (var channel = 0; channel < mean.Length; channel++)
        {
            var sum = T.Zero;
            for (var i = channel; i < x.Length; i += mean.Length)
            {
                sum += x[i];
            }

            mean[channel] = sum / T.CreateChecked(rows);
            var squares = T.Zero;
            for (var i = channel; i < x.Length; i += mean.Length)
            {
                squares += (x[i] - mean[channel]) * (x[i] - mean[channel]);
            }

            inverseDeviation[channel] = T.One / T.Sqrt((squares / T.CreateChecked(rows)) + epsilon);
        }
    }

    /// <summary>y = activation((x − mean)·inverseDeviation·scale + shift); an empty scale is 1.</summary>
    public static void Forward<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> inverseDeviation,
        ReadOnlySpan<T> scale, ReadOnlySpan<T> shift, Activation activation, Span<T> y)
        where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            var c = i % mean.Length;
            var normalised = (x[i] - mean[c]) * inverseDeviation[c];
            var scaled = scale.IsEmpty ? normalised : normalised * scale[c];
            y[i] = ReferenceActivation.Apply(activation, scaled + shift[c]);
        }
    }

    /// <summary>
    /// dy is the gradient after the activation → dx, dscale (may be empty) and dshift. The statistics depend on x.
    /// </summary>
    public static void Backward<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> inverseDeviation,
        ReadOnlySpan<T> scale, ReadOnlySpan<T> shift, Activation activation,
        ReadOnlySpan<T> dy, Span<T> dx, Span<T> dscale, Span<T> dshift)
        where T : IFloatingPointIeee754<T>
    {
        var rows = T.CreateChecked(x.Length / mean.Length);
        for (var c = 0; c < mean.Length; c++)
        {
            var factor = scale.IsEmpty ? T.One : scale[c];
            var (sum, product) = (T.Zero, T.Zero);
            for (var i = c; i < x.Length; i += mean.Length)
            {
                var normalised = (x[i] - mean[c]) * inverseDeviation[c];
                dx[i] = dy[i] * ReferenceActivation.Derivative(activation, (normalised * factor) + shift[c]);
                sum += dx[i];
                product += dx[i] * normalised;
            }

            dshift[c] = sum;
            if (!dscale.IsEmpty)
            {
                dscale[c] = product;
            }

            for (var i = c; i < x.Length; i += mean.Length)
            {
                var normalised = (x[i] - mean[c]) * inverseDeviation[c];
                dx[i] = factor * inverseDeviation[c] * (dx[i] - (sum / rows) - (normalised * product / rows));
            }
        }
    }
}
