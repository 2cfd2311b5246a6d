using System.Runtime.CompilerServices;
using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Convolutions;

/// <summary>
/// The pixels under the kernel at each output pixel, as rows [ky][kx][channel of one group] of a matrix. An output
/// pixel is numbered through the batch.
/// </summary>
readonly unsafe struct Patches(ConvolutionShape shape)
{
    readonly int _outputHeight = shape.OutputHeight;
    readonly int _outputWidth = shape.OutputWidth;
    readonly int _channels = shape.InputChannels / shape.Groups;
    readonly bool _hasLines = shape.DilationHorizontal == 1 && shape.Groups == 1;

    /// <summary>Floats of a row.</summary>
    public int Length => shape.KernelHeight * shape.KernelWidth * _channels;

    public int PixelsPerImage => _outputHeight * _outputWidth;

    /// <summary>Whether the input itself is the matrix of rows.</summary>
    public bool AreInput => shape is
    {
        KernelHeight: 1, KernelWidth: 1, StrideVertical: 1, StrideHorizontal: 1,
        Padding: { Top: 0, Left: 0, Bottom: 0, Right: 0 },
    };

    /// <summary>
    /// Copies rows of pixels [first, first + count) to target, which has room for a lane behind them; x has
    /// <paramref name="length"/> floats.
    /// </summary>
    public void Gather<TLane>(float* x, long length, int group, long first, int count, float* target, nint stride)
        where TLane : unmanaged, ILane<TLane>
    {
        var end = x + length;
        var pixel = new Pixel(this, first);
        for (var i = 0; i < count; i++, target += stride, pixel.Advance(this))
        {
            if (IsInside(pixel))
            {
                GatherInside<TLane>(x + Offset(pixel, 0, 0), end, target);
                continue;
            }

            var row = target;
            for (var ky = 0; ky < shape.KernelHeight; ky++, row += shape.KernelWidth * _channels)
            {
                GatherRow<TLane>(x + (group * _channels), end, pixel, ky, row);
            }
        }
    }

    /// <summary>
    /// Adds rows of pixels [first, first + count) to the elements that they came from, pixel after pixel.
    /// </summary>
    public void Scatter<TLane>(float* source, nint stride, int group, long first, int count, float* dx)
        where TLane : unmanaged, ILane<TLane>
    {
        var pixel = new Pixel(this, first);
        for (var i = 0; i < count; i++, source += stride, pixel.Advance(this))
        {
            for (var tap = 0; tap < shape.KernelHeight * shape.KernelWidth; tap++)
            {
                var (ky, kx) = Math.DivRem(tap, shape.KernelWidth);
                var offset = Offset(pixel, ky, kx);
                if (offset >= 0)
                {
                    Add<TLane>(source + (tap * _channels), dx + offset + (group * _channels), _channels);
                }
            }
        }
    }

    static void Add<TLane>(float* source, float* target, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        var c = 0;
        for (; c + TLane.Width <= count; c += TLane.Width)
        {
            (TLane.Load(target + c) + TLane.Load(source + c)).Store(target + c);
        }

        for (; c < count; c++)
        {
            target[c] += source[c];
        }
    }

    // whether no tap is in the padding, and the taps of a line are neighbours in memory
    bool IsInside(in Pixel pixel) =>
        _hasLines
        && pixel.X >= 0 && pixel.X + shape.KernelWidth <= shape.Width
        && pixel.Y >= 0 && pixel.Y + ((shape.KernelHeight - 1) * shape.DilationVertical) < shape.Height;

    void GatherInside<TLane>(float* source, float* end, float* target)
        where TLane : unmanaged, ILane<TLane>
    {
        var count = shape.KernelWidth * _channels;
        var line = (nint)shape.Width * shape.InputChannels * shape.DilationVertical;
        for (var lines = shape.KernelHeight; lines > 0; lines--, source += line, target += count)
        {
            Copy<TLane>(source, end, target, count);
        }
    }

    // runs of taps that are neighbours in memory are copied at once
    void GatherRow<TLane>(float* x, float* end, in Pixel pixel, int ky, float* row)
        where TLane : unmanaged, ILane<TLane>
    {
        var isRun = _hasLines && pixel.X >= 0 && pixel.X + shape.KernelWidth <= shape.Width;
        var taps = isRun ? shape.KernelWidth : 1;
        for (var kx = 0; kx < shape.KernelWidth; kx += taps, row += taps * _channels)
        {
            var offset = Offset(pixel, ky, kx);
            if (offset < 0)
            {
                new Span<float>(row, taps * _channels).Clear();
            }
            else
            {
                Copy<TLane>(x + offset, end, row, taps * _channels);
            }
        }
    }

    // whole lanes: what is written too much, the next copy overwrites
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy<TLane>(float* source, float* end, float* target, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        var i = 0;
        for (; i < count && source + i + TLane.Width <= end; i += TLane.Width)
        {
            TLane.Load(source + i).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] = source[i];
        }
    }

    // offset of the pixel's first channel under a tap, or -1 in the padding
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    long Offset(in Pixel pixel, int ky, int kx)
    {
        var y = pixel.Y + (ky * shape.DilationVertical);
        var x = pixel.X + (kx * shape.DilationHorizontal);
        return (uint)y < (uint)shape.Height && (uint)x < (uint)shape.Width
            ? ((((pixel.Image * shape.Height) + y) * shape.Width) + x) * shape.InputChannels
            : -1;
    }

    // an output pixel, and the input coordinates under the kernel's first tap
    struct Pixel
    {
        int _outputX;
        int _outputY;

        public Pixel(in Patches patches, long number)
        {
            (number, var x) = Math.DivRem(number, patches._outputWidth);
            (Image, var y) = Math.DivRem(number, patches._outputHeight);
            (_outputX, _outputY) = ((int)x, (int)y);
            Locate(patches.Shape);
        }

        public long Image { get; private set; }

        public int X { get; private set; }

        public int Y { get; private set; }

        public void Advance(in Patches patches)
        {
            if (++_outputX == patches._outputWidth)
            {
                _outputX = 0;
                if (++_outputY == patches._outputHeight)
                {
                    _outputY = 0;
                    Image++;
                }
            }

            Locate(patches.Shape);
        }

        void Locate(in ConvolutionShape shape)
        {
            X = (_outputX * shape.StrideHorizontal) - shape.Padding.Left;
            Y = (_outputY * shape.StrideVertical) - shape.Padding.Top;
        }
    }

    ConvolutionShape Shape => shape;
}
