using Tessera.Kernels.Lanes;
using Tessera.Kernels.Rows;

namespace Tessera.Kernels;

/// <summary>Mean of windows, NHWC; padding does not count. Global pooling is <see cref="PoolShape.Global"/>.</summary>
public static unsafe class AveragePool
{
    /// <summary>x [batch][H][W][C] → y [batch][OH][OW][C].</summary>
    public static void Forward(KernelSession session, PoolShape shape, int batch, ReadOnlySpan<float> x, Span<float> y)
    {
        KernelArguments.RequireLength(x.Length, batch, shape.Validated().InputLength, nameof(x));
        KernelArguments.RequireLength(y.Length, batch, shape.OutputLength, nameof(y));
        fixed (float* px = x, py = y)
        {
            session.Run(checked(batch * shape.OutputHeight), new ForwardWork(new PoolWindows(shape), px, py));
        }
    }

    /// <summary>dy [batch][OH][OW][C] → dx [batch][H][W][C].</summary>
    public static void Backward(
        KernelSession session, PoolShape shape, int batch, ReadOnlySpan<float> dy, Span<float> dx)
    {
        KernelArguments.RequireLength(dx.Length, batch, shape.Validated().InputLength, nameof(dx));
        KernelArguments.RequireLength(dy.Length, batch, shape.OutputLength, nameof(dy));
        fixed (float* pdy = dy, pdx = dx)
        {
            session.Run(batch, new BackwardWork(new PoolWindows(shape), pdy, pdx));
        }
    }

    // an item is a row of outputs
    readonly struct ForwardWork(PoolWindows windows, float* x, float* y) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var (image, oy) = Math.DivRem(item, windows.OutputHeight);
            for (var ox = 0; ox < windows.OutputWidth; ox++)
            {
                var window = windows.At(image, oy, ox);
                for (nint channel = 0; channel < windows.Shape.Channels; channel += TLane.Width)
                {
                    Pool<TLane>(window, channel, windows.Shape.Channels - channel);
                }
            }
        }

        void Pool<TLane>(PoolWindow window, nint channel, nint count)
            where TLane : unmanaged, ILane<TLane>
        {
            var sum = TLane.Create(0);
            for (var ky = window.Top; ky < window.Bottom; ky++)
            {
                for (var kx = window.Left; kx < window.Right; kx++)
                {
                    var offset = (((long)ky * windows.Shape.Width) + kx) * windows.Shape.Channels;
                    sum += LaneMath.LoadPartial<TLane>(x + window.Input + offset + channel, count);
                }
            }

            LaneMath.StorePartial(sum / TLane.Create(window.Count), y + window.Output + channel, count);
        }
    }

    // an item is an image; its windows add in order
    readonly struct BackwardWork(PoolWindows windows, float* dy, float* dx) : ILaneWork
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
                    Add<TLane>(dy + window.Output, TLane.Create(window.Count), target);
                }
            }
        }

        void Add<TLane>(float* source, TLane count, float* target)
            where TLane : unmanaged, ILane<TLane>
        {
            for (nint channel = 0; channel < windows.Shape.Channels; channel += TLane.Width)
            {
                var left = windows.Shape.Channels - channel;
                var share = LaneMath.LoadPartial<TLane>(source + channel, left) / count;
                LaneMath.StorePartial(
                    LaneMath.LoadPartial<TLane>(target + channel, left) + share, target + channel, left);
            }
        }
    }
}
