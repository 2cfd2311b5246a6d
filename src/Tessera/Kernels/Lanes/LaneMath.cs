using System.Runtime.CompilerServices;

namespace Tessera.Kernels.Lanes;

/// <summary>Functions of lanes: partial loads, exponential, activations.</summary>
static unsafe class LaneMath
{
    const float InverseRootTwoPi = 0.3989422804f;

    /// <summary>The first <paramref name="count"/> floats; zeros behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LoadPartial<TLane>(float* source, nint count)
        where TLane : unmanaged, ILane<TLane> =>
        count >= TLane.Width ? TLane.Load(source) : LoadShort<TLane>(source, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial<TLane>(TLane value, float* target, nint count)
        where TLane : unmanaged, ILane<TLane>
    {
        if (count >= TLane.Width)
        {
            value.Store(target);
        }
        else
        {
            StoreShort(value, target, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Abs<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane> => TLane.Max(x, TLane.Create(0) - x);

    /// <summary>eˣ to 1e-7 relative for x ≤ 88; 1e-38 below −87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Exp<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        x = TLane.Min(TLane.Create(88), TLane.Max(TLane.Create(-87), x));
        var n = TLane.Round(x * TLane.Create(1.44269504f));

        // ln 2 in two parts, so that the remainder keeps its bits; then the Taylor series of |r| ≤ ln 2 / 2
        var r = TLane.MultiplyAdd(n, TLane.Create(-0.693359375f), x);
        r = TLane.MultiplyAdd(n, TLane.Create(2.12194440e-4f), r);
        var p = TLane.MultiplyAdd(r, TLane.Create(1f / 5040), TLane.Create(1f / 720));
        p = TLane.MultiplyAdd(p, r, TLane.Create(1f / 120));
        p = TLane.MultiplyAdd(p, r, TLane.Create(1f / 24));
        p = TLane.MultiplyAdd(p, r, TLane.Create(1f / 6));
        p = TLane.MultiplyAdd(p, r, TLane.Create(0.5f));
        p = TLane.MultiplyAdd(p, r, TLane.Create(1));
        p = TLane.MultiplyAdd(p, r, TLane.Create(1));
        return TLane.ScaleByPowerOfTwo(p, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Activate<TLane>(Activation activation, TLane x)
        where TLane : unmanaged, ILane<TLane> => activation switch
        {
            Activation.Relu => TLane.Max(TLane.Create(0), x),
            Activation.Relu6 => TLane.Min(TLane.Create(6), TLane.Max(TLane.Create(0), x)),
            Activation.Gelu => x * NormalDistribution(x, Exp(x * x * TLane.Create(-0.5f))),
            _ => x,
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Derivative<TLane>(Activation activation, TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var (zero, one) = (TLane.Create(0), TLane.Create(1));
        return activation switch
        {
            Activation.Relu => TLane.SelectGreater(x, zero, one, zero),
            Activation.Relu6 => TLane.SelectGreater(x, zero, TLane.SelectGreater(TLane.Create(6), x, one, zero), zero),
            Activation.Gelu => GeluDerivative(x),
            _ => one,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane GeluDerivative<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var bell = Exp(x * x * TLane.Create(-0.5f));
        return TLane.MultiplyAdd(x * TLane.Create(InverseRootTwoPi), bell, NormalDistribution(x, bell));
    }

    // Φ(x) by Abramowitz & Stegun 7.1.26 (error 1.5e-7 of erf); bell = exp(−x²/2), which both signs share
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane NormalDistribution<TLane>(TLane x, TLane bell)
        where TLane : unmanaged, ILane<TLane>
    {
        const float HalfRoot = 0.3275911f * 0.70710678f;
        var one = TLane.Create(1);
        var t = one / TLane.MultiplyAdd(Abs(x), TLane.Create(HalfRoot), one);
        var p = TLane.MultiplyAdd(t, TLane.Create(0.5f * 1.061405429f), TLane.Create(0.5f * -1.453152027f));
        p = TLane.MultiplyAdd(p, t, TLane.Create(0.5f * 1.421413741f));
        p = TLane.MultiplyAdd(p, t, TLane.Create(0.5f * -0.284496736f));
        p = TLane.MultiplyAdd(p, t, TLane.Create(0.5f * 0.254829592f));
        var tail = p * t * bell;
        return TLane.SelectGreater(x, TLane.Create(0), one - tail, tail);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static TLane LoadShort<TLane>(float* source, nint count)
        where TLane : unmanaged, ILane<TLane>
    {
        var buffer = stackalloc float[TLane.Width];
        for (nint i = 0; i < TLane.Width; i++)
        {
            buffer[i] = i < count ? source[i] : 0;
        }

        return TLane.Load(buffer);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void StoreShort<TLane>(TLane value, float* target, nint count)
        where TLane : unmanaged, ILane<TLane>
    {
        var buffer = stackalloc float[TLane.Width];
        value.Store(buffer);
        for (nint i = 0; i < count; i++)
        {
            target[i] = buffer[i];
        }
    }
}
