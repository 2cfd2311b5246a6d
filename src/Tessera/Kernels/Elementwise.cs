using Tessera.Kernels.Lanes;
using Tessera.Kernels.Rows;

namespace Tessera.Kernels;

/// <summary>Kernels that treat every element alike. An output may be one of the inputs.</summary>
public static unsafe class Elementwise
{
    /// <summary>y = activation(x).</summary>
    public static void Activate(KernelSession session, Activation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        KernelArguments.RequireLength(y.Length, x.Length, nameof(y));
        fixed (float* px = x, py = y)
        {
            RowMap.RunFlat(session, x.Length, new ActivateMap(activation, px, py));
        }
    }

    /// <summary>dx = dy · activation′(x), x being what went into the activation.</summary>
    public static void ActivateBackward(
        KernelSession session, Activation activation, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        KernelArguments.RequireLength(dy.Length, x.Length, nameof(dy));
        KernelArguments.RequireLength(dx.Length, x.Length, nameof(dx));
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            RowMap.RunFlat(session, x.Length, new ActivateBackwardMap(activation, px, pdy, pdx));
        }
    }

    /// <summary>y = activation(a + b).</summary>
    public static void Add(
        KernelSession session, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Activation activation, Span<float> y)
    {
        KernelArguments.RequireLength(b.Length, a.Length, nameof(b));
        KernelArguments.RequireLength(y.Length, a.Length, nameof(y));
        fixed (float* pa = a, pb = b, py = y)
        {
            RowMap.RunFlat(session, a.Length, new AddMap(activation, pa, pb, py));
        }
    }

    /// <summary>
    /// PyTorch's SGD with Nesterov momentum: g = gradient + weightDecay·weight; velocity = momentum·velocity + g;
    /// weight −= rate·(g + momentum·velocity).
    /// </summary>
    public static void NesterovStep(
        KernelSession session, NesterovRates rates, ReadOnlySpan<float> gradient, Span<float> velocity,
        Span<float> weight)
    {
        KernelArguments.RequireLength(velocity.Length, weight.Length, nameof(velocity));
        KernelArguments.RequireLength(gradient.Length, weight.Length, nameof(gradient));
        fixed (float* pg = gradient, pv = velocity, pw = weight)
        {
            RowMap.RunFlat(session, weight.Length, new NesterovMap(rates, pg, pv, pw));
        }
    }

    /// <summary>y += fraction·(x − y): weight averaging.</summary>
    public static void Interpolate(KernelSession session, float fraction, ReadOnlySpan<float> x, Span<float> y)
    {
        KernelArguments.RequireLength(x.Length, y.Length, nameof(x));
        fixed (float* px = x, py = y)
        {
            RowMap.RunFlat(session, x.Length, new InterpolateMap(fraction, px, py));
        }
    }

    /// <summary>pixels [rows][C] → y = (pixel/255 − mean)/deviation, mean and deviation [C].</summary>
    public static void Normalise(
        KernelSession session, ReadOnlySpan<byte> pixels, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation,
        Span<float> y)
    {
        KernelArguments.RequireLength(y.Length, pixels.Length, nameof(y));
        KernelArguments.RequireLength(deviation.Length, mean.Length, nameof(deviation));
        KernelArguments.RowsOf(pixels.Length, mean.Length, nameof(pixels));
        fixed (byte* px = pixels)
        fixed (float* pm = mean, pd = deviation, py = y)
        {
            var items = LaneSizes.CeilingDivide(pixels.Length, NormaliseWork.ItemFloats);
            session.Workers.Run(items, new NormaliseWork(pixels.Length, mean.Length, px, pm, pd, py));
        }
    }

    /// <summary>dy [rows][C] → db [C]: the gradient of a bias.</summary>
    public static void SumRows(KernelSession session, ReadOnlySpan<float> dy, Span<float> db)
    {
        var rows = KernelArguments.RowsOf(dy.Length, db.Length, nameof(dy));
        fixed (float* pdy = dy)
        {
            RowSums.Run(session, rows, db.Length, new SumMap(pdy), db, []);
        }
    }

    readonly struct ActivateMap(Activation activation, float* x, float* y) : IRowMap
    {
        public void Apply<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> => LaneMath.StorePartial(
                LaneMath.Activate(activation, LaneMath.LoadPartial<TLane>(x + offset, count)), y + offset, count);
    }

    readonly struct ActivateBackwardMap(Activation activation, float* x, float* dy, float* dx) : IRowMap
    {
        public void Apply<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            var derivative = LaneMath.Derivative(activation, LaneMath.LoadPartial<TLane>(x + offset, count));
            LaneMath.StorePartial(derivative * LaneMath.LoadPartial<TLane>(dy + offset, count), dx + offset, count);
        }
    }

    readonly struct AddMap(Activation activation, float* a, float* b, float* y) : IRowMap
    {
        public void Apply<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            var sum = LaneMath.LoadPartial<TLane>(a + offset, count) + LaneMath.LoadPartial<TLane>(b + offset, count);
            LaneMath.StorePartial(LaneMath.Activate(activation, sum), y + offset, count);
        }
    }

    readonly struct NesterovMap(NesterovRates rates, float* gradient, float* velocity, float* weight) : IRowMap
    {
        public void Apply<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            var momentum = TLane.Create(rates.Momentum);
            var w = LaneMath.LoadPartial<TLane>(weight + offset, count);
            var g = LaneMath.LoadPartial<TLane>(gradient + offset, count) + (TLane.Create(rates.WeightDecay) * w);
            var v = (momentum * LaneMath.LoadPartial<TLane>(velocity + offset, count)) + g;
            LaneMath.StorePartial(v, velocity + offset, count);
            LaneMath.StorePartial(
                w - (TLane.Create(rates.LearningRate) * (g + (momentum * v))), weight + offset, count);
        }
    }

    readonly struct InterpolateMap(float fraction, float* x, float* y) : IRowMap
    {
        public void Apply<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            var old = LaneMath.LoadPartial<TLane>(y + offset, count);
            var difference = LaneMath.LoadPartial<TLane>(x + offset, count) - old;
            LaneMath.StorePartial(old + (TLane.Create(fraction) * difference), y + offset, count);
        }
    }

    readonly struct SumMap(float* x) : IRowSum
    {
        public (TLane First, TLane Second) Terms<TLane>(nint offset, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane> => (LaneMath.LoadPartial<TLane>(x + offset, count), TLane.Create(0));
    }

    // a scalar loop: three channels fit no lane, and the images are small against what the network does with them
    readonly struct NormaliseWork(int length, int channels, byte* pixels, float* mean, float* deviation, float* y)
        : IWork
    {
        public const int ItemFloats = 64 * 1024;

        public void Execute(int item, int worker)
        {
            var start = item * ItemFloats;
            var end = Math.Min(length, start + ItemFloats);
            for (int i = start, channel = start % channels; i < end; i++)
            {
                y[i] = ((pixels[i] / 255f) - mean[channel]) / deviation[channel];
                channel = channel + 1 == channels ? 0 : channel + 1;
            }
        }
    }
}
