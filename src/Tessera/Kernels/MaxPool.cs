using System.Runtime.CompilerServices;
using Tessera.Kernels.Lanes;
using Tessera.Kernels.Rows;

namespace Tessera.Kernels;

/// <summary>Maximum of windows, NHWC.</summary>
public static unsafe class MaxPool
{
    const int MostPositions = 256;

    /// <summary>
    /// x [batch][H][W][C] → y [batch][OH][OW][C]. argmax (one byte an output: ky·WindowWidth + kx of the first
    /// maximum) is for <see cref="Backward"/>; empty when only classifying.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A length is wrong, or argmax is asked of a window of more than 256 pixels.
    /// </exception>
    public static void Forward(
        KernelSession session, PoolShape shape, int batch, ReadOnlySpan<float> x, Span<float> y, Span<byte> argmax)
    {
        KernelArguments.RequireLength(x.Length, batch, shape.Validated().InputLength, nameof(x));
        KernelArguments.RequireLength(y.Length, batch, shape.OutputLength, nameof(y));
        KernelArguments.RequireLength(argmax.Length, argmax.IsEmpty ? 0 : y.Length, nameof(argmax));
        if (!argmax.IsEmpty && (long)shape.WindowHeight * shape.WindowWidth > MostPositions)
        {
            throw new ArgumentException($"a window of more than {MostPositions} pixels has no argmax of one byte");
        }

        fixed (float* px = x, py = y)
        fixed (byte* pa = argmax)
        {
            session.Run(checked(batch * shape.OutputHeight), new ForwardWork(new PoolWindows(shape), px, py, pa));
        }
    }

    /// <summary>dy [batch][OH][OW][C] and argmax of <see cref="Forward"/> → dx [batch][H][W][C].</summary>
    public static void Backward(
        KernelSession session, PoolShape shape, int batch, ReadOnlySpan<float> dy, ReadOnlySpan<byte> argmax,
        Span<float> dx)
    {
        KernelArguments.RequireLength(dx.Length, batch, shape.Validated().InputLength, nameof(dx));
        KernelArguments.RequireLength(dy.Length, batch, shape.OutputLength, nameof(dy));
        KernelArguments.RequireLength(argmax.Length, batch, shape.OutputLength, nameof(argmax));
        fixed (float* pdy = dy, pdx = dx)
        fixed (byte* pa = argmax)
        {
            session.Run(batch, new BackwardWork(new PoolWindows(shape), pdy, pa, pdx));
        }
    }

    // an item is a row of outputs
    readonly struct ForwardWork(PoolWindows windows, float* x, float* y, byte* argmax) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var (image, oy) = Math.DivRem(item, windows.OutputHeight);
            for (var ox = 0; ox < windows.OutputWidth; ox++)
            {
                var window = windows.At(image, oy, ox);
                if (argmax is null)
                {
                    Pool<TLane>(window);
                }
                else
                {
                    PoolAndRemember<TLane>(window);
                }
            }
        }

        void Pool<TLane>(PoolWindow window)
            where TLane : unmanaged, ILane<TLane>
        {
            nint channels = windows.Shape.Channels;
            var source = Source(window, window.Top);
            var target = y + window.Output;
            nint channel = 0;
            for (; channel + TLane.Width <= channels; channel += TLane.Width)
            {
                Largest<TLane>(window, source + channel, TLane.Width).Store(target + channel);
            }

            if (channel < channels)
            {
                var count = channels - channel;
                LaneMath.StorePartial(Largest<TLane>(window, source + channel, count), target + channel, count);
            }
        }

        // inlined, so that whole lanes are loaded without asking
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        TLane Largest<TLane>(PoolWindow window, float* source, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            nint channels = windows.Shape.Channels;
            var line = windows.Shape.Width * channels;
            var best = TLane.Create(float.NegativeInfinity);
            for (var ky = window.Top; ky < window.Bottom; ky++, source += line)
            {
                var pixel = source;
                for (var kx = window.Left; kx < window.Right; kx++, pixel += channels)
                {
                    best = TLane.Max(best, LaneMath.LoadPartial<TLane>(pixel, count));
                }
            }

            return best;
        }

        void PoolAndRemember<TLane>(PoolWindow window)
            where TLane : unmanaged, ILane<TLane>
        {
            var shape = windows.Shape;
            for (nint channel = 0; channel < shape.Channels; channel += TLane.Width)
            {
                var count = shape.Channels - channel;
                var (best, position) = (TLane.Create(float.NegativeInfinity), TLane.Create(0));
                for (var ky = window.Top; ky < window.Bottom; ky++)
                {
                    var source = Source(window, ky) + channel;
                    for (var kx = window.Left; kx < window.Right; kx++, source += shape.Channels)
                    {
                        var value = LaneMath.LoadPartial<TLane>(source, count);
                        var here = TLane.Create((ky * shape.WindowWidth) + kx);
                        position = TLane.SelectGreater(value, best, here, position);
                        best = TLane.Max(best, value);
                    }
                }

                LaneMath.StorePartial(best, y + window.Output + channel, count);
                StoreBytes(position, argmax + window.Output + channel, count);
            }
        }

        float* Source(PoolWindow window, int ky) =>
            x + window.Input + ((((long)ky * windows.Shape.Width) + window.Left) * windows.Shape.Channels);

        static void StoreBytes<TLane>(TLane value, byte* target, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            if (count >= TLane.Width)
            {
                value.StoreBytes(target);
                return;
            }

            var buffer = stackalloc byte[TLane.Width];
            value.StoreBytes(buffer);
            new Span<byte>(buffer, (int)count).CopyTo(new(target, (int)count));
        }
    }

    // an item is an image; its windows add in order
    readonly struct BackwardWork(PoolWindows windows, float* dy, byte* argmax, float* dx) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var shape = windows.Shape;
            new Span<float>(dx + ((long)item * shape.InputLength), shape.InputLength).Clear();
            for (var oy = 0; oy < shape.OutputHeight; oy++)
            {
                for (var ox = 0; ox < shape.OutputWidth; ox++)
                {
                    Spread<TLane>(windows.At(item, oy, ox));
                }
            }
        }

        void Spread<TLane>(PoolWindow window)
            where TLane : unmanaged, ILane<TLane>
        {
            var shape = windows.Shape;
            for (var ky = window.Top; ky < window.Bottom; ky++)
            {
                for (var kx = window.Left; kx < window.Right; kx++)
                {
                    var target = dx + window.Input + ((((long)ky * shape.Width) + kx) * shape.Channels);
                    Add<TLane>(dy + window.Output, argmax + window.Output, (ky * shape.WindowWidth) + kx, target);
                }
            }
        }

        void Add<TLane>(float* source, byte* positions, int position, float* target)
            where TLane : unmanaged, ILane<TLane>
        {
            nint channel = 0;
            var (here, half) = (TLane.Create(position), TLane.Create(0.5f));
            for (; channel + TLane.Width <= windows.Shape.Channels; channel += TLane.Width)
            {
                var distance = LaneMath.Abs(TLane.LoadBytes(positions + channel) - here);
                var share = TLane.SelectGreater(half, distance, TLane.Load(source + channel), TLane.Create(0));
                (TLane.Load(target + channel) + share).Store(target + channel);
            }

            for (; channel < windows.Shape.Channels; channel++)
            {
                target[channel] += positions[channel] == position ? source[channel] : 0;
            }
        }
    }
}
