using System.Runtime.CompilerServices;
using Tessera.Kernels.Lanes;
using Tessera.Kernels.Rows;

namespace Tessera.Kernels;

/// <summary>
/// Batch normalisation in training, fused with the activation behind it. x, y, dx, dy [rows][C]; all else [C].
/// An empty scale is 1 (not trained).
/// </summary>
public static unsafe class BatchNorm
{
    /// <summary>mean and 1/√(biased variance + epsilon) of each channel.</summary>
    public static void Statistics(
        KernelSession session, ReadOnlySpan<float> x, float epsilon, Span<float> mean, Span<float> inverseDeviation)
    {
        var rows = KernelArguments.RowsOf(x.Length, mean.Length, nameof(x));
        KernelArguments.RequireLength(inverseDeviation.Length, mean.Length, nameof(inverseDeviation));
        fixed (float* px = x, pm = mean)
        {
            RowSums.Run(session, rows, mean.Length, new SumOfValues(px), mean, inverseDeviation);
            Divide(mean, rows);
            RowSums.Run(session, rows, mean.Length, new SumOfSquares(px, pm), inverseDeviation, []);
        }

        foreach (ref var value in inverseDeviation)
        {
            value = (float)(1 / Math.Sqrt(((double)value / Math.Max(1, rows)) + epsilon));
        }
    }

    /// <summary>y = activation((x − mean)·inverseDeviation·scale + shift).</summary>
    public static void Forward(
        KernelSession session, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverseDeviation,
        ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Activation activation, Span<float> y)
    {
        var rows = Require(x, mean, inverseDeviation, scale, shift);
        KernelArguments.RequireLength(y.Length, x.Length, nameof(y));
        fixed (float* px = x, pm = mean, pi = inverseDeviation, ps = scale, pt = shift, py = y)
        {
            var normalisation = new Normalisation(pm, pi, ps, pt, activation);
            RowMap.Run(session, rows, mean.Length, new NormaliseRow(px, normalisation, py));
        }
    }

    /// <summary>
    /// dy, the gradient after the activation → dx (may be dy itself), dscale (may be empty) and dshift. What
    /// <see cref="Forward"/> computed between is recomputed from x.
    /// </summary>
    public static void Backward(
        KernelSession session, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverseDeviation,
        ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Activation activation,
        ReadOnlySpan<float> dy, Span<float> dx, Span<float> dscale, Span<float> dshift)
    {
        var rows = Require(x, mean, inverseDeviation, scale, shift);
        KernelArguments.RequireLength(dy.Length, x.Length, nameof(dy));
        KernelArguments.RequireLength(dx.Length, x.Length, nameof(dx));
        KernelArguments.RequireLength(dscale.Length, dscale.IsEmpty ? 0 : mean.Length, nameof(dscale));
        KernelArguments.RequireLength(dshift.Length, mean.Length, nameof(dshift));
        Span<float> products = new float[mean.Length];
        fixed (float* px = x, pm = mean, pi = inverseDeviation, ps = scale, pt = shift, pdy = dy, pdx = dx)
        fixed (float* sums = dshift, pp = products)
        {
            var normalisation = new Normalisation(pm, pi, ps, pt, activation);
            RowSums.Run(session, rows, mean.Length, new GradientSums(px, pdy, pdx, normalisation), dshift, products);
            RowMap.Run(session, rows, mean.Length, new GradientRow(px, pdx, normalisation, sums, pp, 1f / rows));
        }

        if (!dscale.IsEmpty)
        {
            products.CopyTo(dscale);
        }
    }

    /// <summary>
    /// runningMean = momentum·runningMean + (1 − momentum)·mean, and the same for the variance, which is
    /// 1/inverseDeviation² − epsilon, times rows/(rows − 1) to be unbiased as PyTorch and TensorFlow keep it.
    /// </summary>
    public static void UpdateRunning(
        ReadOnlySpan<float> mean, ReadOnlySpan<float> inverseDeviation, int rows, float epsilon, float momentum,
        Span<float> runningMean, Span<float> runningVariance)
    {
        var unbias = rows > 1 ? rows / (rows - 1.0) : 1.0;
        for (var c = 0; c < mean.Length; c++)
        {
            var variance = Math.Max(0, (1.0 / ((double)inverseDeviation[c] * inverseDeviation[c])) - epsilon) * unbias;
            runningMean[c] = (momentum * runningMean[c]) + ((1 - momentum) * mean[c]);
            runningVariance[c] = (momentum * runningVariance[c]) + ((1 - momentum) * (float)variance);
        }
    }

    static int Require(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverseDeviation,
        ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
    {
        KernelArguments.RequireLength(inverseDeviation.Length, mean.Length, nameof(inverseDeviation));
        KernelArguments.RequireLength(scale.Length, scale.IsEmpty ? 0 : mean.Length, nameof(scale));
        KernelArguments.RequireLength(shift.Length, mean.Length, nameof(shift));
        return KernelArguments.RowsOf(x.Length, mean.Length, nameof(x));
    }

    static void Divide(Span<float> sums, int rows)
    {
        foreach (ref var sum in sums)
        {
            sum /= Math.Max(1, rows);
        }
    }

    /// <summary>A normalisation and its activation, a lane of channels at a time.</summary>
    readonly struct Normalisation(
        float* mean, float* inverseDeviation, float* scale, float* shift, Activation activation)
    {
        public TLane Normalise<TLane>(TLane x, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> =>
            (x - LaneMath.LoadPartial<TLane>(mean + channel, count)) * InverseDeviation<TLane>(channel, count);

        // not inlined: inside a loop this exceeds what the compiler inlines, and then each operation becomes a call
        [MethodImpl(MethodImplOptions.NoInlining)]
        public TLane Activate<TLane>(TLane normalised, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> =>
            LaneMath.Activate(activation, Shifted(normalised, channel, count));

        [MethodImpl(MethodImplOptions.NoInlining)]
        public TLane Derivative<TLane>(TLane normalised, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> =>
            LaneMath.Derivative(activation, Shifted(normalised, channel, count));

        /// <summary>d normalised·scale / d x, the statistics held fixed.</summary>
        public TLane Slope<TLane>(nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> =>
            Scaled(InverseDeviation<TLane>(channel, count), channel, count);

        TLane InverseDeviation<TLane>(nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> => LaneMath.LoadPartial<TLane>(inverseDeviation + channel, count);

        TLane Shifted<TLane>(TLane normalised, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> =>
            Scaled(normalised, channel, count) + LaneMath.LoadPartial<TLane>(shift + channel, count);

        TLane Scaled<TLane>(TLane value, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> =>
            scale is null ? value : value * LaneMath.LoadPartial<TLane>(scale + channel, count);
    }

    readonly struct SumOfValues(float* x) : IRowSum
    {
        public (TLane First, TLane Second) Terms<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> => (LaneMath.LoadPartial<TLane>(x + offset, count), TLane.Create(0));
    }

    readonly struct SumOfSquares(float* x, float* mean) : IRowSum
    {
        public (TLane First, TLane Second) Terms<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            var difference = LaneMath.LoadPartial<TLane>(x + offset, count)
                - LaneMath.LoadPartial<TLane>(mean + channel, count);
            return (difference * difference, TLane.Create(0));
        }
    }

    readonly struct NormaliseRow(float* x, Normalisation normalisation, float* y) : IRowMap
    {
        public void Apply<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            var normalised = normalisation.Normalise(LaneMath.LoadPartial<TLane>(x + offset, count), channel, count);
            LaneMath.StorePartial(normalisation.Activate(normalised, channel, count), y + offset, count);
        }
    }

    // leaves dy·activation′ in dx, so that the second pass need not compute it again
    readonly struct GradientSums(float* x, float* dy, float* dx, Normalisation normalisation) : IRowSum
    {
        public (TLane First, TLane Second) Terms<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            var normalised = normalisation.Normalise(LaneMath.LoadPartial<TLane>(x + offset, count), channel, count);
            var gradient = LaneMath.LoadPartial<TLane>(dy + offset, count)
                * normalisation.Derivative(normalised, channel, count);
            LaneMath.StorePartial(gradient, dx + offset, count);
            return (gradient, gradient * normalised);
        }
    }

    readonly struct GradientRow(
        float* x, float* dx, Normalisation normalisation, float* sums, float* products, float share) : IRowMap
    {
        public void Apply<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            var normalised = normalisation.Normalise(LaneMath.LoadPartial<TLane>(x + offset, count), channel, count);
            var mean = LaneMath.LoadPartial<TLane>(sums + channel, count)
                + (normalised * LaneMath.LoadPartial<TLane>(products + channel, count));
            var gradient = LaneMath.LoadPartial<TLane>(dx + offset, count) - (mean * TLane.Create(share));
            LaneMath.StorePartial(normalisation.Slope<TLane>(channel, count) * gradient, dx + offset, count);
        }
    }
}
