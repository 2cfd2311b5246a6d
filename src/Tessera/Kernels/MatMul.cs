using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Kernels;

/// <summary>
/// Products of row-major matrices that are packed on each call. Layers, whose weights are packed once, use
/// <see cref="ConvolutionShape.Dense"/>.
/// </summary>
public static unsafe class MatMul
{
    // rows of an item: enough for a read of b from the cache to serve many
    const int ItemRows = 96;

    /// <summary>a [m][k], b [k][n] → c [m][n].</summary>
    /// <exception cref="ArgumentException">A size is not positive or a length is wrong.</exception>
    public static void Multiply(
        KernelSession session, int m, int k, int n, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        Padding.RequirePositive((m, nameof(m)), (k, nameof(k)), (n, nameof(n)));
        KernelArguments.RequireLength(a.Length, (long)m * k, nameof(a));
        KernelArguments.RequireLength(b.Length, (long)k * n, nameof(b));
        KernelArguments.RequireLength(c.Length, (long)m * n, nameof(c));
        var panels = new Panels(k, n, LaneSizes.WidthOf(session.Kernels));
        var productScratch = LaneSizes.RoundUp(Product.ScratchLength(session.Kernels), 16);
        var packed = session.Scratch(panels.Length + 16L + ((long)productScratch * session.Workers.Count));
        fixed (float* pa = a, pb = b, pc = c)
        {
            var scratch = packed + LaneSizes.RoundUp(panels.Length, 16);
            session.Run(panels.Count, new PackWork(panels, pb, packed));
            session.Run(
                LaneSizes.CeilingDivide(m, ItemRows), new RowsWork(m, panels, pa, packed, pc, scratch, productScratch));
        }
    }

    readonly struct PackWork(Panels panels, float* b, float* packed) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane> => panels.Pack(item, b, panels.Columns, 1, packed);
    }

    readonly struct RowsWork(
        int m, Panels panels, float* a, float* packed, float* c, float* scratch, int productScratch) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var first = (long)item * ItemRows;
            var product = new Product
            {
                Rows = (int)Math.Min(ItemRows, m - first),
                A = a + (first * panels.Steps),
                RowStride = panels.Steps,
                StepStride = 1,
                Panels = panels,
                B = packed,
                EndPanel = panels.Count,
                C = c + (first * panels.Columns),
                CStride = panels.Columns,
                Scratch = scratch + ((long)worker * productScratch),
            };
            product.Multiply<TLane>();
        }
    }
}
