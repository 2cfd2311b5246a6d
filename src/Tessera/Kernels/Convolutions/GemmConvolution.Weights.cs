using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Kernels.Convolutions;

// dw = patchesᵀ·dy. The batch is cut into parts by shape and batch alone, so that their sums, added in order, always
// repeat.
sealed unsafe partial class GemmConvolution
{
    const int MostParts = 16;
    const int MostPartialFloats = 4 << 20;

    public void BackwardWeights(KernelSession session, int batch, float* x, float* dy, float* dw)
    {
        var parts = Math.Max(1, Math.Min(batch, Math.Min(MostParts, MostPartialFloats / shape.WeightLength)));
        var partials = (long)parts * shape.WeightLength;
        var own = LaneSizes.RoundUp(checked((int)partials), 16);
        var scratch = session.Scratch(own + (session.Workers.Count * WeightsScratch));
        var columnParts = Math.Min(PanelsOf(Direction.Forward).Count, LaneSizes.CeilingDivide(MostParts, parts));
        var work = new WeightsWork(this, batch, parts, columnParts, x, dy, scratch, scratch + own);
        session.Run(parts * shape.Groups * columnParts, work);
        const int Slice = 4096;
        var sum = new SumWork(scratch, shape.WeightLength, parts, Slice, dw);
        session.Run(LaneSizes.CeilingDivide(shape.WeightLength, Slice), sum);
    }

    // the patches of a block, its dy packed in panels
    long WeightsScratch => ProductScratch
        + ((long)BlockRows * (_patches.Length + PanelsOf(Direction.Forward).PaddedColumns))
        + (16 * _tileRows);

    readonly struct WeightsWork(
        GemmConvolution plan, int batch, int parts, int columnParts, float* x, float* dy, float* partials,
        float* scratch)
        : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            (item, var columnPart) = Math.DivRem(item, columnParts);
            var (part, group) = Math.DivRem(item, plan.Groups);
            var pixels = plan._patches.PixelsPerImage;
            var start = (long)batch * part / parts * pixels;
            var end = (long)batch * (part + 1) / parts * pixels;
            var target = partials + ((long)part * plan.WeightLength) + (group * plan._outputs);
            for (var first = start; first < end; first += plan.BlockRows)
            {
                var count = (int)Math.Min(plan.BlockRows, end - first);
                var product = Block<TLane>(group, first, count, columnPart, worker);
                product.C = target;
                product.Accumulates = first > start;
                product.Multiply<TLane>();
            }
        }

        Product Block<TLane>(int group, long first, int count, int columnPart, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var columns = plan.PanelsOf(Direction.Forward);
            var panels = columns with { Steps = count };
            var own = scratch + (worker * plan.WeightsScratch);
            var packed = own + plan.ProductScratch;
            var patches = plan.Rows<TLane>(
                x, batch, group, first, count, packed + ((long)plan.BlockRows * columns.PaddedColumns));
            var product = new Product
            {
                Rows = plan._patches.Length,
                A = patches.First,
                RowStride = 1,
                StepStride = patches.Stride,
                Panels = panels,
                B = packed,
                FirstPanel = panels.Count * columnPart / columnParts,
                EndPanel = panels.Count * (columnPart + 1) / columnParts,
                CStride = plan.OutputChannels,
                Scratch = own,
            };
            var source = dy + (first * plan.OutputChannels) + (group * plan._outputs);
            for (var panel = product.FirstPanel; panel < product.EndPanel; panel++)
            {
                panels.Pack(panel, source, plan.OutputChannels, 1, packed);
            }

            return product;
        }
    }

    int WeightLength => shape.WeightLength;

    readonly struct SumWork(float* partials, int length, int parts, int slice, float* sums) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var end = Math.Min(length, (item + 1) * slice);
            for (var i = item * slice; i < end; i += TLane.Width)
            {
                var sum = LaneMath.LoadPartial<TLane>(partials + i, end - i);
                for (var part = 1; part < parts; part++)
                {
                    sum += LaneMath.LoadPartial<TLane>(partials + ((long)part * length) + i, end - i);
                }

                LaneMath.StorePartial(sum, sums + i, end - i);
            }
        }
    }
}
