using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Kernels.Convolutions;

// The gradient of the weights: chunk after chunk, all workers transform tiles of x and dy, then each adds up whole
// frequencies. No private sums, so the result does not depend on the number of workers.
sealed unsafe partial class WinogradConvolution
{
    const int Frequencies = WinogradTransforms.Frequencies;

    // the transformed tiles of a chunk stay in the third-level cache
    const int ChunkFloats = 2 << 20;
    const int TilesPerItem = 8;

    int InputStride => WinogradPass.StrideOf(_shape.InputChannels);

    int OutputStride => WinogradPass.StrideOf(_forward.Weights.PaddedColumns);

    int ChunkTiles => Math.Clamp(ChunkFloats / (Frequencies * (InputStride + OutputStride)) / 8, 8, 64) * 8;

    // slack behind each plane: the last tile of rows reads on
    int InputPlane => (ChunkTiles * InputStride) + 32;

    int OutputPlane => (ChunkTiles * OutputStride) + 32;

    int SumRows => LaneSizes.RoundUp(_shape.InputChannels, 12);

    int SumPlane => SumRows * _forward.Weights.PaddedColumns;

    public void BackwardWeights(KernelSession session, int batch, float* x, float* dy, float* dw)
    {
        var (inputs, outputs) = ((long)Frequencies * InputPlane, (long)Frequencies * OutputPlane);
        var sums = (long)Frequencies * SumPlane;
        var length = inputs + outputs + sums + InputStride + OutputStride;
        var scratch = new WeightScratch(session.Scratch(length), inputs, outputs, sums);
        var tiles = TilesOf(batch);
        new Span<float>(scratch.Zeros, InputStride + OutputStride).Clear();
        for (var first = 0L; first == 0 || first < tiles; first += ChunkTiles)
        {
            var count = (int)Math.Min(ChunkTiles, tiles - first);
            session.Run(
                LaneSizes.CeilingDivide(count, TilesPerItem), new TransformWork(this, scratch, first, count, x, dy));
            session.Run(Frequencies, new SumWork(this, scratch, first > 0, count));
        }

        session.Run(_shape.InputChannels, new FinishWork(this, scratch, dw));
    }

    long TilesOf(int batch) => (long)batch * Tiles.PerImage;

    WinogradTiles Tiles =>
        new(_shape.Height, _shape.Width, _shape.OutputHeight, _shape.OutputWidth, _shape.Padding);

    readonly struct WeightScratch(float* start, long inputs, long outputs, long sums)
    {
        public float* Inputs => start;

        public float* Outputs => start + inputs;

        public float* Sums => Outputs + outputs;

        public float* Zeros => Sums + sums;
    }

    readonly struct TransformWork(
        WinogradConvolution plan, WeightScratch scratch, long first, int count, float* x, float* dy) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var pixels = stackalloc float*[Frequencies];
            var buffer = stackalloc float[Frequencies * TLane.Width];
            var (inputs, outputs) = (plan._shape.InputChannels, plan._shape.OutputChannels);
            var end = Math.Min(count, (item + 1) * TilesPerItem);
            for (var tile = item * TilesPerItem; tile < end; tile++)
            {
                plan.Tiles.InputPixels(x, inputs, first + tile, scratch.Zeros, pixels);
                var target = scratch.Inputs + ((long)tile * plan.InputStride);
                for (var channel = 0; channel < inputs; channel += TLane.Width)
                {
                    var start = Math.Min(channel, inputs - TLane.Width);
                    WinogradTransforms.Input<TLane>(pixels, start, buffer, target + start, plan.InputPlane);
                }

                plan.Tiles.OutputPixels(dy, outputs, first + tile, scratch.Zeros, pixels);
                target = scratch.Outputs + ((long)tile * plan.OutputStride);
                for (var channel = 0; channel < outputs; channel += TLane.Width)
                {
                    var start = Math.Min(channel, outputs - TLane.Width);
                    WinogradTransforms.Gradient<TLane>(pixels, start, buffer, target + start, plan.OutputPlane);
                }
            }
        }
    }

    // sums of one frequency += inputsᵀ·outputs, whole tiles of rows: what lies behind the last channel is never read
    readonly struct SumWork(
        WinogradConvolution plan, WeightScratch scratch, bool accumulates, int count) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var columns = plan._forward.Weights.PaddedColumns;
            var sums = scratch.Sums + ((long)item * plan.SumPlane);
            var outputs = scratch.Outputs + ((long)item * plan.OutputPlane);
            var tile = new TileArguments
            {
                RowStride = 1,
                StepStride = plan.InputStride,
                Steps = count,
                BStride = plan.OutputStride,
                CStride = columns,
                InitialStride = accumulates ? columns : 0,
            };
            for (var column = 0; column < columns; column += 2 * TLane.Width)
            {
                for (var row = 0; row < plan._shape.InputChannels; row += TLane.TileRows)
                {
                    tile.A = scratch.Inputs + ((long)item * plan.InputPlane) + row;
                    tile.B = outputs + column;
                    tile.C = sums + (row * columns) + column;
                    tile.Initial = accumulates ? tile.C : Zeros.First;
                    Matrices.Tiles.Multiply<TLane>(tile, Math.Min(2 * TLane.Width, columns - column));
                }
            }
        }
    }

    readonly struct FinishWork(WinogradConvolution plan, WeightScratch scratch, float* dw) : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var shape = plan._shape;
            var buffer = stackalloc float[Frequencies * TLane.Width];
            var source = scratch.Sums + (item * plan._forward.Weights.PaddedColumns);
            nint column = shape.InputChannels * shape.OutputChannels;
            for (var channel = 0; channel < shape.OutputChannels; channel += TLane.Width)
            {
                WinogradTransforms.KernelGradient<TLane>(
                    source + channel, plan.SumPlane, buffer,
                    dw + ((long)item * shape.OutputChannels) + channel, 3 * column, column,
                    shape.OutputChannels - channel);
            }
        }
    }
}
