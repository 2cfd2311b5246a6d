using System.Runtime.CompilerServices;
using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Kernels.Convolutions;

/// <summary>
/// The linear maps of F(4×4, 3×3) with points 0, ±1, ±2, ∞ (Lavin and Gray, arXiv 1509.09308), a lane of channels
/// at a time. Each is applied to columns, then rows; the results lie <c>plane</c> floats apart, one plane a frequency.
/// </summary>
static unsafe class WinogradTransforms
{
    /// <summary>Side of an input tile, and of the frequencies.</summary>
    public const int Side = 6;

    public const int Frequencies = Side * Side;

    /// <summary>Side of an output tile.</summary>
    public const int OutputSide = 4;

    public const int KernelSide = 3;

    /// <summary>Bᵀ·d·B of the 36 pixels at <paramref name="pixels"/>[…] + channel.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Input<TLane>(float** pixels, nint channel, float* buffer, float* target, nint plane)
        where TLane : unmanaged, ILane<TLane>
    {
        var width = TLane.Width;
        for (var y = 0; y < Side; y++, pixels += Side)
        {
            InputLine(
                TLane.Load(pixels[0] + channel), TLane.Load(pixels[1] + channel), TLane.Load(pixels[2] + channel),
                TLane.Load(pixels[3] + channel), TLane.Load(pixels[4] + channel), TLane.Load(pixels[5] + channel),
                buffer + (y * Side * width), width);
        }

        nint row = Side * width;
        for (var x = 0; x < Side; x++, buffer += width, target += plane)
        {
            InputLine(
                TLane.Load(buffer), TLane.Load(buffer + row), TLane.Load(buffer + (2 * row)),
                TLane.Load(buffer + (3 * row)), TLane.Load(buffer + (4 * row)), TLane.Load(buffer + (5 * row)),
                target, Side * plane);
        }
    }

    /// <summary>A·d·Aᵀ of the 16 pixels of an output gradient.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Gradient<TLane>(float** pixels, nint channel, float* buffer, float* target, nint plane)
        where TLane : unmanaged, ILane<TLane>
    {
        var width = TLane.Width;
        for (var y = 0; y < OutputSide; y++, pixels += OutputSide)
        {
            GradientLine(
                TLane.Load(pixels[0] + channel), TLane.Load(pixels[1] + channel), TLane.Load(pixels[2] + channel),
                TLane.Load(pixels[3] + channel), buffer + (y * Side * width), width);
        }

        nint row = Side * width;
        for (var x = 0; x < Side; x++, buffer += width, target += plane)
        {
            GradientLine(
                TLane.Load(buffer), TLane.Load(buffer + row), TLane.Load(buffer + (2 * row)),
                TLane.Load(buffer + (3 * row)), target, Side * plane);
        }
    }

    /// <summary>Aᵀ·m·A, epilogue, and storing at the 16 <paramref name="pixels"/>[…] + channel.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Output<TLane>(
        float* source, nint plane, float* buffer, float** pixels, nint channel, nint channels, Epilogue epilogue)
        where TLane : unmanaged, ILane<TLane>
    {
        var width = TLane.Width;
        nint row = Side * width;
        for (var x = 0; x < Side; x++, source += plane)
        {
            OutputLine(source, Side * plane, out TLane y0, out var y1, out var y2, out var y3);
            var target = buffer + (x * width);
            y0.Store(target);
            y1.Store(target + row);
            y2.Store(target + (2 * row));
            y3.Store(target + (3 * row));
        }

        for (var y = 0; y < OutputSide; y++, buffer += row, pixels += OutputSide)
        {
            OutputLine(buffer, width, out TLane x0, out var x1, out var x2, out var x3);
            epilogue.Apply(x0, channel, channels).Store(pixels[0] + channel);
            epilogue.Apply(x1, channel, channels).Store(pixels[1] + channel);
            epilogue.Apply(x2, channel, channels).Store(pixels[2] + channel);
            epilogue.Apply(x3, channel, channels).Store(pixels[3] + channel);
        }
    }

    /// <summary>G·w·Gᵀ of a 3×3 kernel whose taps lie at w + ky·row + kx·column.</summary>
    public static void Kernel<TLane>(float* w, nint row, nint column, float* buffer, float* target, nint plane)
        where TLane : unmanaged, ILane<TLane>
    {
        var width = TLane.Width;
        for (var x = 0; x < KernelSide; x++, w += column)
        {
            KernelLine(
                TLane.Load(w), TLane.Load(w + row), TLane.Load(w + (2 * row)),
                buffer + (x * width), KernelSide * width);
        }

        for (var y = 0; y < Side; y++, buffer += KernelSide * width, target += Side * plane)
        {
            KernelLine(TLane.Load(buffer), TLane.Load(buffer + width), TLane.Load(buffer + (2 * width)), target, plane);
        }
    }

    /// <summary>Gᵀ·u·G, the gradient of a 3×3 kernel: taps at target + ky·row + kx·column.</summary>
    public static void KernelGradient<TLane>(
        float* source, nint plane, float* buffer, float* target, nint row, nint column, nint count)
        where TLane : unmanaged, ILane<TLane>
    {
        var width = TLane.Width;
        for (var x = 0; x < Side; x++, source += plane)
        {
            KernelGradientLine(source, Side * plane, out TLane y0, out var y1, out var y2);
            y0.Store(buffer + (x * width));
            y1.Store(buffer + ((Side + x) * width));
            y2.Store(buffer + (((2 * Side) + x) * width));
        }

        for (var y = 0; y < KernelSide; y++, buffer += Side * width, target += row)
        {
            KernelGradientLine(buffer, width, out TLane x0, out var x1, out var x2);
            LaneMath.StorePartial(x0, target, count);
            LaneMath.StorePartial(x1, target + column, count);
            LaneMath.StorePartial(x2, target + (2 * column), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void InputLine<TLane>(TLane d0, TLane d1, TLane d2, TLane d3, TLane d4, TLane d5, float* target, nint stride)
        where TLane : unmanaged, ILane<TLane>
    {
        var (two, four, minusFour, minusFive) =
            (TLane.Create(2), TLane.Create(4), TLane.Create(-4), TLane.Create(-5));
        var even = TLane.MultiplyAdd(minusFour, d2, d4);
        var odd = TLane.MultiplyAdd(minusFour, d1, d3);
        var evenDifference = d4 - d2;
        var oddDifference = two * (d3 - d1);
        TLane.MultiplyAdd(minusFive, d2, TLane.MultiplyAdd(four, d0, d4)).Store(target);
        (even + odd).Store(target + stride);
        (even - odd).Store(target + (2 * stride));
        (evenDifference + oddDifference).Store(target + (3 * stride));
        (evenDifference - oddDifference).Store(target + (4 * stride));
        TLane.MultiplyAdd(minusFive, d3, TLane.MultiplyAdd(four, d1, d5)).Store(target + (5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void GradientLine<TLane>(TLane y0, TLane y1, TLane y2, TLane y3, float* target, nint stride)
        where TLane : unmanaged, ILane<TLane>
    {
        var (even, odd) = (y0 + y2, y1 + y3);
        var evenOfTwo = TLane.MultiplyAdd(TLane.Create(4), y2, y0);
        var oddOfTwo = TLane.MultiplyAdd(TLane.Create(8), y3, y1 + y1);
        y0.Store(target);
        (even + odd).Store(target + stride);
        (even - odd).Store(target + (2 * stride));
        (evenOfTwo + oddOfTwo).Store(target + (3 * stride));
        (evenOfTwo - oddOfTwo).Store(target + (4 * stride));
        y3.Store(target + (5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void OutputLine<TLane>(float* m, nint stride, out TLane y0, out TLane y1, out TLane y2, out TLane y3)
        where TLane : unmanaged, ILane<TLane>
    {
        var (m1, m2) = (TLane.Load(m + stride), TLane.Load(m + (2 * stride)));
        var (m3, m4) = (TLane.Load(m + (3 * stride)), TLane.Load(m + (4 * stride)));
        var (sumOfOne, differenceOfOne) = (m1 + m2, m1 - m2);
        var (sumOfTwo, differenceOfTwo) = (m3 + m4, m3 - m4);
        y0 = TLane.Load(m) + sumOfOne + sumOfTwo;
        y1 = TLane.MultiplyAdd(TLane.Create(2), differenceOfTwo, differenceOfOne);
        y2 = TLane.MultiplyAdd(TLane.Create(4), sumOfTwo, sumOfOne);
        y3 = TLane.MultiplyAdd(TLane.Create(8), differenceOfTwo, differenceOfOne) + TLane.Load(m + (5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void KernelLine<TLane>(TLane g0, TLane g1, TLane g2, float* target, nint stride)
        where TLane : unmanaged, ILane<TLane>
    {
        var sum = g0 + g2;
        var even = TLane.MultiplyAdd(TLane.Create(1f / 24), g0, TLane.Create(1f / 6) * g2);
        var odd = TLane.Create(1f / 12) * g1;
        (TLane.Create(0.25f) * g0).Store(target);
        (TLane.Create(-1f / 6) * (sum + g1)).Store(target + stride);
        (TLane.Create(-1f / 6) * (sum - g1)).Store(target + (2 * stride));
        (even + odd).Store(target + (3 * stride));
        (even - odd).Store(target + (4 * stride));
        g2.Store(target + (5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void KernelGradientLine<TLane>(float* u, nint stride, out TLane g0, out TLane g1, out TLane g2)
        where TLane : unmanaged, ILane<TLane>
    {
        var (u1, u2) = (TLane.Load(u + stride), TLane.Load(u + (2 * stride)));
        var (u3, u4) = (TLane.Load(u + (3 * stride)), TLane.Load(u + (4 * stride)));
        var (sumOfOne, sumOfTwo) = (u1 + u2, u3 + u4);
        var sixth = TLane.Create(1f / 6);
        g0 = (TLane.Create(0.25f) * TLane.Load(u)) - (sixth * sumOfOne) + (TLane.Create(1f / 24) * sumOfTwo);
        g1 = (sixth * (u2 - u1)) + (TLane.Create(1f / 12) * (u3 - u4));
        g2 = (sixth * (sumOfTwo - sumOfOne)) + TLane.Load(u + (5 * stride));
    }
}
