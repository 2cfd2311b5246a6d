using System.Runtime.CompilerServices;
using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Matrices;

/// <summary>
/// The innermost loops of every matrix product: a tile of C stays in registers while A and B stream by. Accumulators
/// are separate locals because the JIT keeps no array in registers. Each element is summed in the order of the steps,
/// so tiles of different sizes give the same bits.
/// </summary>
static unsafe class Tiles
{
    /// <summary>
    /// One tile of <see cref="ILane{TSelf}.TileRows"/> rows and <paramref name="columns"/> = one or two lanes.
    /// </summary>
    public static void Multiply<TLane>(in TileArguments arguments, nint columns)
        where TLane : unmanaged, ILane<TLane>
    {
        switch (TLane.TileRows, columns == 2 * TLane.Width)
        {
            case (12, true):
                Tile12x2<TLane>(arguments);
                break;
            case (12, false):
                Tile12x1<TLane>(arguments);
                break;
            case (_, true):
                Tile6x2<TLane>(arguments);
                break;
            default:
                Tile6x1<TLane>(arguments);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Tile12x2<TLane>(in TileArguments arguments)
        where TLane : unmanaged, ILane<TLane>
    {
        var (row, step, nextB) = (arguments.RowStride, arguments.StepStride, arguments.BStride);
        var nextC = arguments.InitialStride;
        var c = arguments.Initial;
        var c00 = TLane.Load(c);
        var c01 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c10 = TLane.Load(c);
        var c11 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c20 = TLane.Load(c);
        var c21 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c30 = TLane.Load(c);
        var c31 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c40 = TLane.Load(c);
        var c41 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c50 = TLane.Load(c);
        var c51 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c60 = TLane.Load(c);
        var c61 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c70 = TLane.Load(c);
        var c71 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c80 = TLane.Load(c);
        var c81 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c90 = TLane.Load(c);
        var c91 = TLane.Load(c + TLane.Width);
        c += nextC;
        var ca0 = TLane.Load(c);
        var ca1 = TLane.Load(c + TLane.Width);
        c += nextC;
        var cb0 = TLane.Load(c);
        var cb1 = TLane.Load(c + TLane.Width);
        var b = arguments.B;
        var two = 2 * row;
        var a0 = arguments.A;
        var a1 = arguments.A + (3 * row);
        var a2 = arguments.A + (6 * row);
        var a3 = arguments.A + (9 * row);
        for (var steps = arguments.Steps; steps > 0; steps--)
        {
            var b0 = TLane.Load(b);
            var b1 = TLane.Load(b + TLane.Width);
            var v = TLane.Create(a0[0]);
            c00 = TLane.MultiplyAdd(v, b0, c00);
            c01 = TLane.MultiplyAdd(v, b1, c01);
            v = TLane.Create(a0[row]);
            c10 = TLane.MultiplyAdd(v, b0, c10);
            c11 = TLane.MultiplyAdd(v, b1, c11);
            v = TLane.Create(a0[two]);
            c20 = TLane.MultiplyAdd(v, b0, c20);
            c21 = TLane.MultiplyAdd(v, b1, c21);
            v = TLane.Create(a1[0]);
            c30 = TLane.MultiplyAdd(v, b0, c30);
            c31 = TLane.MultiplyAdd(v, b1, c31);
            v = TLane.Create(a1[row]);
            c40 = TLane.MultiplyAdd(v, b0, c40);
            c41 = TLane.MultiplyAdd(v, b1, c41);
            v = TLane.Create(a1[two]);
            c50 = TLane.MultiplyAdd(v, b0, c50);
            c51 = TLane.MultiplyAdd(v, b1, c51);
            v = TLane.Create(a2[0]);
            c60 = TLane.MultiplyAdd(v, b0, c60);
            c61 = TLane.MultiplyAdd(v, b1, c61);
            v = TLane.Create(a2[row]);
            c70 = TLane.MultiplyAdd(v, b0, c70);
            c71 = TLane.MultiplyAdd(v, b1, c71);
            v = TLane.Create(a2[two]);
            c80 = TLane.MultiplyAdd(v, b0, c80);
            c81 = TLane.MultiplyAdd(v, b1, c81);
            v = TLane.Create(a3[0]);
            c90 = TLane.MultiplyAdd(v, b0, c90);
            c91 = TLane.MultiplyAdd(v, b1, c91);
            v = TLane.Create(a3[row]);
            ca0 = TLane.MultiplyAdd(v, b0, ca0);
            ca1 = TLane.MultiplyAdd(v, b1, ca1);
            v = TLane.Create(a3[two]);
            cb0 = TLane.MultiplyAdd(v, b0, cb0);
            cb1 = TLane.MultiplyAdd(v, b1, cb1);
            b += nextB;
            a0 += step;
            a1 += step;
            a2 += step;
            a3 += step;
        }

        c = arguments.C;
        nextC = arguments.CStride;
        c00.Store(c);
        c01.Store(c + TLane.Width);
        c += nextC;
        c10.Store(c);
        c11.Store(c + TLane.Width);
        c += nextC;
        c20.Store(c);
        c21.Store(c + TLane.Width);
        c += nextC;
        c30.Store(c);
        c31.Store(c + TLane.Width);
        c += nextC;
        c40.Store(c);
        c41.Store(c + TLane.Width);
        c += nextC;
        c50.Store(c);
        c51.Store(c + TLane.Width);
        c += nextC;
        c60.Store(c);
        c61.Store(c + TLane.Width);
        c += nextC;
        c70.Store(c);
        c71.Store(c + TLane.Width);
        c += nextC;
        c80.Store(c);
        c81.Store(c + TLane.Width);
        c += nextC;
        c90.Store(c);
        c91.Store(c + TLane.Width);
        c += nextC;
        ca0.Store(c);
        ca1.Store(c + TLane.Width);
        c += nextC;
        cb0.Store(c);
        cb1.Store(c + TLane.Width);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Tile12x1<TLane>(in TileArguments arguments)
        where TLane : unmanaged, ILane<TLane>
    {
        var (row, step, nextB) = (arguments.RowStride, arguments.StepStride, arguments.BStride);
        var nextC = arguments.InitialStride;
        var c = arguments.Initial;
        var c00 = TLane.Load(c);
        c += nextC;
        var c10 = TLane.Load(c);
        c += nextC;
        var c20 = TLane.Load(c);
        c += nextC;
        var c30 = TLane.Load(c);
        c += nextC;
        var c40 = TLane.Load(c);
        c += nextC;
        var c50 = TLane.Load(c);
        c += nextC;
        var c60 = TLane.Load(c);
        c += nextC;
        var c70 = TLane.Load(c);
        c += nextC;
        var c80 = TLane.Load(c);
        c += nextC;
        var c90 = TLane.Load(c);
        c += nextC;
        var ca0 = TLane.Load(c);
        c += nextC;
        var cb0 = TLane.Load(c);
        var b = arguments.B;
        var two = 2 * row;
        var a0 = arguments.A;
        var a1 = arguments.A + (3 * row);
        var a2 = arguments.A + (6 * row);
        var a3 = arguments.A + (9 * row);
        for (var steps = arguments.Steps; steps > 0; steps--)
        {
            var b0 = TLane.Load(b);
            var v = TLane.Create(a0[0]);
            c00 = TLane.MultiplyAdd(v, b0, c00);
            v = TLane.Create(a0[row]);
            c10 = TLane.MultiplyAdd(v, b0, c10);
            v = TLane.Create(a0[two]);
            c20 = TLane.MultiplyAdd(v, b0, c20);
            v = TLane.Create(a1[0]);
            c30 = TLane.MultiplyAdd(v, b0, c30);
            v = TLane.Create(a1[row]);
            c40 = TLane.MultiplyAdd(v, b0, c40);
            v = TLane.Create(a1[two]);
            c50 = TLane.MultiplyAdd(v, b0, c50);
            v = TLane.Create(a2[0]);
            c60 = TLane.MultiplyAdd(v, b0, c60);
            v = TLane.Create(a2[row]);
            c70 = TLane.MultiplyAdd(v, b0, c70);
            v = TLane.Create(a2[two]);
            c80 = TLane.MultiplyAdd(v, b0, c80);
            v = TLane.Create(a3[0]);
            c90 = TLane.MultiplyAdd(v, b0, c90);
            v = TLane.Create(a3[row]);
            ca0 = TLane.MultiplyAdd(v, b0, ca0);
            v = TLane.Create(a3[two]);
            cb0 = TLane.MultiplyAdd(v, b0, cb0);
            b += nextB;
            a0 += step;
            a1 += step;
            a2 += step;
            a3 += step;
        }

        c = arguments.C;
        nextC = arguments.CStride;
        c00.Store(c);
        c += nextC;
        c10.Store(c);
        c += nextC;
        c20.Store(c);
        c += nextC;
        c30.Store(c);
        c += nextC;
        c40.Store(c);
        c += nextC;
        c50.Store(c);
        c += nextC;
        c60.Store(c);
        c += nextC;
        c70.Store(c);
        c += nextC;
        c80.Store(c);
        c += nextC;
        c90.Store(c);
        c += nextC;
        ca0.Store(c);
        c += nextC;
        cb0.Store(c);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Tile6x2<TLane>(in TileArguments arguments)
        where TLane : unmanaged, ILane<TLane>
    {
        var (row, step, nextB) = (arguments.RowStride, arguments.StepStride, arguments.BStride);
        var nextC = arguments.InitialStride;
        var c = arguments.Initial;
        var c00 = TLane.Load(c);
        var c01 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c10 = TLane.Load(c);
        var c11 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c20 = TLane.Load(c);
        var c21 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c30 = TLane.Load(c);
        var c31 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c40 = TLane.Load(c);
        var c41 = TLane.Load(c + TLane.Width);
        c += nextC;
        var c50 = TLane.Load(c);
        var c51 = TLane.Load(c + TLane.Width);
        var b = arguments.B;
        var two = 2 * row;
        var a0 = arguments.A;
        var a1 = arguments.A + (3 * row);
        for (var steps = arguments.Steps; steps > 0; steps--)
        {
            var b0 = TLane.Load(b);
            var b1 = TLane.Load(b + TLane.Width);
            var v = TLane.Create(a0[0]);
            c00 = TLane.MultiplyAdd(v, b0, c00);
            c01 = TLane.MultiplyAdd(v, b1, c01);
            v = TLane.Create(a0[row]);
            c10 = TLane.MultiplyAdd(v, b0, c10);
            c11 = TLane.MultiplyAdd(v, b1, c11);
            v = TLane.Create(a0[two]);
            c20 = TLane.MultiplyAdd(v, b0, c20);
            c21 = TLane.MultiplyAdd(v, b1, c21);
            v = TLane.Create(a1[0]);
            c30 = TLane.MultiplyAdd(v, b0, c30);
            c31 = TLane.MultiplyAdd(v, b1, c31);
            v = TLane.Create(a1[row]);
            c40 = TLane.MultiplyAdd(v, b0, c40);
            c41 = TLane.MultiplyAdd(v, b1, c41);
            v = TLane.Create(a1[two]);
            c50 = TLane.MultiplyAdd(v, b0, c50);
            c51 = TLane.MultiplyAdd(v, b1, c51);
            b += nextB;
            a0 += step;
            a1 += step;
        }

        c = arguments.C;
        nextC = arguments.CStride;
        c00.Store(c);
        c01.Store(c + TLane.Width);
        c += nextC;
        c10.Store(c);
        c11.Store(c + TLane.Width);
        c += nextC;
        c20.Store(c);
        c21.Store(c + TLane.Width);
        c += nextC;
        c30.Store(c);
        c31.Store(c + TLane.Width);
        c += nextC;
        c40.Store(c);
        c41.Store(c + TLane.Width);
        c += nextC;
        c50.Store(c);
        c51.Store(c + TLane.Width);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Tile6x1<TLane>(in TileArguments arguments)
        where TLane : unmanaged, ILane<TLane>
    {
        var (row, step, nextB) = (arguments.RowStride, arguments.StepStride, arguments.BStride);
        var nextC = arguments.InitialStride;
        var c = arguments.Initial;
        var c00 = TLane.Load(c);
        c += nextC;
        var c10 = TLane.Load(c);
        c += nextC;
        var c20 = TLane.Load(c);
        c += nextC;
        var c30 = TLane.Load(c);
        c += nextC;
        var c40 = TLane.Load(c);
        c += nextC;
        var c50 = TLane.Load(c);
        var b = arguments.B;
        var two = 2 * row;
        var a0 = arguments.A;
        var a1 = arguments.A + (3 * row);
        for (var steps = arguments.Steps; steps > 0; steps--)
        {
            var b0 = TLane.Load(b);
            var v = TLane.Create(a0[0]);
            c00 = TLane.MultiplyAdd(v, b0, c00);
            v = TLane.Create(a0[row]);
            c10 = TLane.MultiplyAdd(v, b0, c10);
            v = TLane.Create(a0[two]);
            c20 = TLane.MultiplyAdd(v, b0, c20);
            v = TLane.Create(a1[0]);
            c30 = TLane.MultiplyAdd(v, b0, c30);
            v = TLane.Create(a1[row]);
            c40 = TLane.MultiplyAdd(v, b0, c40);
            v = TLane.Create(a1[two]);
            c50 = TLane.MultiplyAdd(v, b0, c50);
            b += nextB;
            a0 += step;
            a1 += step;
        }

        c = arguments.C;
        nextC = arguments.CStride;
        c00.Store(c);
        c += nextC;
        c10.Store(c);
        c += nextC;
        c20.Store(c);
        c += nextC;
        c30.Store(c);
        c += nextC;
        c40.Store(c);
        c += nextC;
        c50.Store(c);
    }
}
