using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Kernels.Convolutions;

/// <summary>
/// One direction of a Winograd convolution. A worker takes a block of tiles: transforms the inputs to 36 matrices
/// [tile][input channel], multiplies each by its weights, transforms the products back.
/// </summary>
sealed unsafe class WinogradPass(WinogradTiles tiles, int inputChannels, int outputChannels, KernelSet kernels)
{
    const int Frequencies = WinogradTransforms.Frequencies;

    readonly int _laneWidth = LaneSizes.WidthOf(kernels);

    public int InputChannels => inputChannels;

    /// <summary>The weights of one frequency.</summary>
    public Panels Weights => new(inputChannels, outputChannels, _laneWidth);

    // rows that are no multiple of 4 KiB apart, so that they fall into different sets of the cache
    int InputStride => StrideOf(inputChannels);

    int OutputStride => StrideOf(Weights.PaddedColumns);

    /// <summary>
    /// Tiles that a worker transforms at once. Many, so that each read of the weights serves many; few, so that the
    /// transformed tiles stay in the second-level cache where the weights are small.
    /// </summary>
    int BlockTiles => Math.Clamp(BlockFloats / (Frequencies * (InputStride + OutputStride)) / 12, 2, 8) * 12;

    const int BlockFloats = 256 * 1024;

    int InputPlane => (BlockTiles * InputStride) + 16;

    int OutputPlane => (BlockTiles * OutputStride) + 16;

    // inputs, outputs, a row of zeros and one that takes what lies outside
    int ScratchLength => LaneSizes.RoundUp(
        (Frequencies * (InputPlane + OutputPlane)) + InputStride + OutputStride + Product.ScratchLength(kernels), 16);

    public void Run(KernelSession session, int batch, float* x, float* packed, Epilogue epilogue, float* y)
    {
        var count = (long)batch * tiles.PerImage;
        var scratch = session.Scratch((long)session.Workers.Count * ScratchLength);
        session.Run(
            LaneSizes.CeilingDivide(count, BlockTiles), new BlockWork(this, count, x, packed, epilogue, y, scratch));
    }

    internal static int StrideOf(int channels)
    {
        var padded = LaneSizes.RoundUp(channels, 16);
        return padded % 64 == 0 ? padded + 16 : padded;
    }

    readonly struct BlockWork(
        WinogradPass pass, long tileCount, float* x, float* packed, Epilogue epilogue, float* y, float* scratch)
        : ILaneWork
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var inputs = scratch + ((long)worker * pass.ScratchLength);
            var outputs = inputs + (Frequencies * pass.InputPlane);
            var outside = outputs + (Frequencies * pass.OutputPlane);
            var first = (long)item * pass.BlockTiles;
            var count = (int)Math.Min(pass.BlockTiles, tileCount - first);
            new Span<float>(outside, pass.InputStride).Clear();
            pass.TransformInputs<TLane>(x, first, count, outside, inputs);
            for (var frequency = 0; frequency < Frequencies; frequency++)
            {
                pass.Multiply<TLane>(
                    count, inputs + (frequency * pass.InputPlane), packed + ((long)frequency * pass.Weights.Length),
                    outputs + (frequency * pass.OutputPlane), outside + pass.InputStride + pass.OutputStride);
            }

            pass.TransformOutputs<TLane>(outputs, first, count, outside + pass.InputStride, epilogue, y);
        }
    }

    // rows are rounded up to whole tiles of the product: what the last rows hold is never read
    void Multiply<TLane>(int count, float* inputs, float* weights, float* outputs, float* scratch)
        where TLane : unmanaged, ILane<TLane>
    {
        var product = new Product
        {
            Rows = LaneSizes.RoundUp(count, TLane.TileRows),
            A = inputs,
            RowStride = InputStride,
            StepStride = 1,
            Panels = Weights with { Columns = Weights.PaddedColumns },
            B = weights,
            EndPanel = Weights.Count,
            C = outputs,
            CStride = OutputStride,
            Scratch = scratch,
        };
        product.Multiply<TLane>();
    }

    void TransformInputs<TLane>(float* x, long first, int count, float* zeros, float* target)
        where TLane : unmanaged, ILane<TLane>
    {
        var pixels = stackalloc float*[Frequencies];
        var buffer = stackalloc float[Frequencies * TLane.Width];
        for (var i = 0; i < count; i++, target += InputStride)
        {
            tiles.InputPixels(x, inputChannels, first + i, zeros, pixels);
            for (var channel = 0; channel < inputChannels; channel += TLane.Width)
            {
                // the last lane overlaps the one before rather than passing the end
                var start = Math.Min(channel, inputChannels - TLane.Width);
                WinogradTransforms.Input<TLane>(pixels, start, buffer, target + start, InputPlane);
            }
        }
    }

    void TransformOutputs<TLane>(float* source, long first, int count, float* outside, Epilogue epilogue, float* y)
        where TLane : unmanaged, ILane<TLane>
    {
        var pixels = stackalloc float*[16];
        var buffer = stackalloc float[Frequencies * TLane.Width];
        for (var i = 0; i < count; i++, source += OutputStride)
        {
            tiles.OutputPixels(y, outputChannels, first + i, outside, pixels);
            for (var channel = 0; channel < outputChannels; channel += TLane.Width)
            {
                var start = Math.Min(channel, outputChannels - TLane.Width);
                WinogradTransforms.Output<TLane>(
                    source + start, OutputPlane, buffer, pixels, start, outputChannels, epilogue);
            }
        }
    }
}
