using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Kernels.Convolutions;

/// <summary>
/// Convolution of any shape as matrix products, a cache block at a time: rows of patches times weights. Patches are
/// gathered (forward, weights) or scattered (data) by copying; a 1×1 convolution needs no copy.
/// </summary>
sealed unsafe partial class GemmConvolution(ConvolutionShape shape, KernelSet kernels) : IConvolutionAlgorithm
{
    // floats of gathered patches that leave room in the second-level cache for a panel of weights
    const int BlockFloats = 48 * 1024;

    readonly Patches _patches = new(shape);
    readonly int _inputs = shape.InputChannels / shape.Groups;
    readonly int _outputs = shape.OutputChannels / shape.Groups;
    readonly int _laneWidth = LaneSizes.WidthOf(kernels);
    readonly int _tileRows = LaneSizes.TileRowsOf(kernels);

    int BlockRows => Math.Clamp(BlockFloats / _patches.Length / _tileRows, 1, 16) * _tileRows;

    int ProductScratch => LaneSizes.RoundUp(Product.ScratchLength(kernels), 16);

    public int PackedLength(Direction direction) => checked(PanelsOf(direction).Length * shape.Groups);

    public void Pack(KernelSession session, Direction direction, float* weights, float* packed) =>
        session.Run(shape.Groups * PanelsOf(direction).Count, new PackWork(this, direction, weights, packed));

    public void Forward(
        KernelSession session, int batch, float* x, float* packed, float* bias, Activation activation, float* y)
    {
        var rows = (long)batch * _patches.PixelsPerImage;
        var blocks = LaneSizes.CeilingDivide(rows, BlockRows);
        var panels = PanelsOf(Direction.Forward).Count;
        const int EnoughItems = 16;
        var panelsPerItem = blocks >= EnoughItems
            ? panels
            : LaneSizes.CeilingDivide((long)panels * blocks, EnoughItems);
        var items = checked(blocks * shape.Groups * LaneSizes.CeilingDivide(panels, Math.Max(1, panelsPerItem)));
        var scratch = session.Scratch(session.Workers.Count * ForwardScratch);
        session.Run(items, new ForwardWork(this, rows, panelsPerItem, x, packed, bias, activation, y, scratch));
    }

    public void BackwardData(KernelSession session, int batch, float* dy, float* packed, float* dx)
    {
        var scratch = session.Scratch(session.Workers.Count * BackwardScratch);
        var items = LaneSizes.CeilingDivide(batch, ImagesPerItem);
        session.Run(items, new BackwardDataWork(this, batch, dy, packed, dx, scratch));
    }

    long ForwardScratch => ProductScratch + ((long)BlockRows * _patches.Length) + 16;

    long BackwardScratch => ProductScratch + ((long)BlockRows * PanelsOf(Direction.BackwardData).PaddedColumns) + 16;

    int ImagesPerItem => LaneSizes.CeilingDivide(BlockRows, _patches.PixelsPerImage);

    Panels PanelsOf(Direction direction) => direction == Direction.Forward
        ? new(_patches.Length, _outputs, _laneWidth)
        : new(_outputs, _patches.Length, _laneWidth);

    readonly struct PackWork(GemmConvolution plan, Direction direction, float* weights, float* packed) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var panels = plan.PanelsOf(direction);
            var (group, panel) = Math.DivRem(item, panels.Count);
            var source = weights + (group * plan._outputs);
            nint row = plan.OutputChannels;
            var (step, column) = direction == Direction.Forward ? (row, (nint)1) : (1, row);
            panels.Pack(panel, source, step, column, packed + ((long)group * panels.Length));
        }
    }

    int OutputChannels => shape.OutputChannels;

    readonly struct ForwardWork(
        GemmConvolution plan, long rows, int panelsPerItem, float* x, float* packed, float* bias, Activation activation,
        float* y, float* scratch) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var panels = plan.PanelsOf(Direction.Forward);
            (item, var part) = Math.DivRem(item, LaneSizes.CeilingDivide(panels.Count, panelsPerItem));
            var (block, group) = Math.DivRem(item, plan.Groups);
            var own = scratch + (worker * plan.ForwardScratch);
            var first = (long)block * plan.BlockRows;
            var count = (int)Math.Min(plan.BlockRows, rows - first);
            var target = y + (first * plan.OutputChannels) + (group * plan._outputs);
            var batch = (int)(rows / plan._patches.PixelsPerImage);
            var patches = plan.Rows<TLane>(x, batch, group, first, count, own + plan.ProductScratch);
            var product = new Product
            {
                Rows = count,
                A = patches.First,
                RowStride = patches.Stride,
                StepStride = 1,
                Panels = panels,
                B = packed + ((long)group * panels.Length),
                FirstPanel = part * panelsPerItem,
                EndPanel = Math.Min(panels.Count, (part + 1) * panelsPerItem),
                C = target,
                CStride = plan.OutputChannels,
                Scratch = own,
            };
            product.Multiply<TLane>();
            var end = Math.Min(plan._outputs, panels.FirstColumn(product.EndPanel));
            var epilogue = new Epilogue(bias is null ? null : bias + (group * plan._outputs), activation);
            epilogue.Apply<TLane>(target, plan.OutputChannels, count, panels.FirstColumn(product.FirstPanel), end);
        }
    }

    int Groups => shape.Groups;

    MatrixRows Rows<TLane>(float* x, int batch, int group, long first, int count, float* buffer)
        where TLane : unmanaged, ILane<TLane>
    {
        if (_patches.AreInput)
        {
            return new(x + (first * shape.InputChannels) + (group * _inputs), shape.InputChannels);
        }

        _patches.Gather<TLane>(x, (long)batch * shape.InputLength, group, first, count, buffer, _patches.Length);
        return new(buffer, _patches.Length);
    }

    readonly struct BackwardDataWork(
        GemmConvolution plan, int batch, float* dy, float* packed, float* dx, float* scratch) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var image = item * plan.ImagesPerItem;
            var images = Math.Min(plan.ImagesPerItem, batch - image);
            new Span<float>(dx + ((long)image * plan.InputLength), images * plan.InputLength).Clear();
            var pixels = plan._patches.PixelsPerImage;
            var end = (long)(image + images) * pixels;
            for (var group = 0; group < plan.Groups; group++)
            {
                for (var first = (long)image * pixels; first < end; first += plan.BlockRows)
                {
                    Block<TLane>(group, first, (int)Math.Min(plan.BlockRows, end - first), worker);
                }
            }
        }

        void Block<TLane>(int group, long first, int count, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var panels = plan.PanelsOf(Direction.BackwardData);
            var own = scratch + (worker * plan.BackwardScratch);
            var product = new Product
            {
                Rows = count,
                A = dy + (first * plan.OutputChannels) + (group * plan._outputs),
                RowStride = plan.OutputChannels,
                StepStride = 1,
                Panels = panels,
                B = packed + ((long)group * panels.Length),
                EndPanel = panels.Count,
                C = own + plan.ProductScratch,
                CStride = panels.PaddedColumns,
                Scratch = own,
            };
            product.Multiply<TLane>();
            plan._patches.Scatter<TLane>(product.C, product.CStride, group, first, count, dx);
        }
    }

    int InputLength => shape.InputLength;
}
