using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Kernels.Convolutions;

/// <summary>
/// One direction of a Winograd convolution. A worker takes a block of tiles: transforms the inputs to 36 matrices
/// [tile][input channel], multiplies each by its weights, transforms the products back.
/// </summary>
sealed unsafe class WinogradPass
{
    const int Frequencies = WinogradTransforms.Frequencies;

    const int BlockFloats = 256 * 1024;

    readonly int _inputStride;
    readonly int _outputStride;
    readonly int _blockTiles;
    readonly int _inputPlane;
    readonly int _outputPlane;
    readonly int _scratchLength;
    readonly WinogradTiles _tiles;

    public WinogradPass(WinogradTiles tiles, int inputChannels, int outputChannels, KernelSet kernels)
    {
        _tiles = tiles;
        InputChannels = inputChannels;
        OutputChannels = outputChannels;
        Weights = new Panels(inputChannels, outputChannels, LaneSizes.WidthOf(kernels));
        _inputStride = StrideOf(inputChannels);
        _outputStride = StrideOf(Weights.PaddedColumns);
        _blockTiles = BlockOf(_inputStride + _outputStride);
        _inputPlane = (_blockTiles * _inputStride) + 16;
        _outputPlane = (_blockTiles * _outputStride) + 16;

        // inputs, outputs, a row of zeros and one that takes what lies outside
        _scratchLength = LaneSizes.RoundUp(
            (Frequencies * (_inputPlane + _outputPlane)) + _inputStride + _outputStride
            + Product.ScratchLength(kernels),
            16);
    }

    public int InputChannels { get; }

    /// <summary>The weights of one frequency.</summary>
    public Panels Weights { get; }

    int OutputChannels { get; }

    public void Run(KernelSession session, int batch, float* x, float* packed, Epilogue epilogue, float* y)
    {
        var count = (long)batch * _tiles.PerImage;
        var scratch = session.Scratch((long)session.Workers.Count * _scratchLength);
        session.Run(
            LaneSizes.CeilingDivide(count, _blockTiles), new BlockWork(this, count, x, packed, epilogue, y, scratch));
    }

    /// <summary>
    /// Tiles that a worker transforms at once. Many, so that each read of the weights serves many; few, so that the
    /// transformed tiles stay in the second-level cache where the weights are small.
    /// </summary>
    static int BlockOf(int floats) => Math.Clamp(BlockFloats / (Frequencies * floats) / 12, 2, 8) * 12;

    /// <summary>Rows that are no multiple of 4 KiB apart, so that they fall into different sets of the cache.</summary>
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
            var inputs = scratch + ((long)worker * pass._scratchLength);
            var outputs = inputs + (Frequencies * pass._inputPlane);
            var outside = outputs + (Frequencies * pass._outputPlane);
            var first = (long)item * pass._blockTiles;
            var count = (int)Math.Min(pass._blockTiles, tileCount - first);
            new Span<float>(outside, pass._inputStride).Clear();
            pass.TransformInputs<TLane>(x, first, count, outside, inputs);
            for (var frequency = 0; frequency < Frequencies; frequency++)
            {
                pass.Multiply<TLane>(
                    count, inputs + (frequency * pass._inputPlane), packed + ((long)frequency * pass.Weights.Length),
                    outputs + (frequency * pass._outputPlane), outside + pass._inputStride + pass._outputStride);
            }

            pass.TransformOutputs<TLane>(outputs, first, count, outside + pass._inputStride, epilogue, y);
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
            RowStride = _inputStride,
            StepStride = 1,
            Panels = Weights with { Columns = Weights.PaddedColumns },
            B = weights,
            EndPanel = Weights.Count,
            C = outputs,
            CStride = _outputStride,
            Scratch = scratch,
        };
        product.Multiply<TLane>();
    }

    void TransformInputs<TLane>(float* x, long first, int count, float* zeros, float* target)
        where TLane : unmanaged, ILane<TLane>
    {
        var pixels = stackalloc float*[Frequencies];
        var buffer = stackalloc float[Frequencies * TLane.Width];
        for (var i = 0; i < count; i++, target += _inputStride)
        {
            _tiles.InputPixels(x, InputChannels, first + i, zeros, pixels);
            for (var channel = 0; channel < InputChannels; channel += TLane.Width)
            {
                // the last lane overlaps the one before rather than passing the end
                var start = Math.Min(channel, InputChannels - TLane.Width);
                WinogradTransforms.Input<TLane>(pixels, start, buffer, target + start, _inputPlane);
            }
        }
    }

    void TransformOutputs<TLane>(float* source, long first, int count, float* outside, Epilogue epilogue, float* y)
        where TLane : unmanaged, ILane<TLane>
    {
        var pixels = stackalloc float*[16];
        var buffer = stackalloc float[Frequencies * TLane.Width];
        for (var i = 0; i < count; i++, source += _outputStride)
        {
            _tiles.OutputPixels(y, OutputChannels, first + i, outside, pixels);
            for (var channel = 0; channel < OutputChannels; channel += TLane.Width)
            {
                var start = Math.Min(channel, OutputChannels - TLane.Width);
                WinogradTransforms.Output<TLane>(
                    source + start, _outputPlane, buffer, pixels, start, OutputChannels, epilogue);
            }
        }
    }
}
