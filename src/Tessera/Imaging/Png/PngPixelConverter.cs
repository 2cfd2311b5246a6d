using System.Buffers.Binary;

namespace Tessera.Imaging.Png;

/// <summary>Turns a row of samples, whatever their kind and depth, into eight-bit pixels.</summary>
sealed class PngPixelConverter(PngHeader header, byte[] palette, byte[] transparency, PixelFormat format)
{
    const byte Opaque = 255;

    // The one colour that tRNS makes transparent, in the file's own sample depth; -1 = none.
    readonly int _clearRed = Clear(header, transparency, 0);
    readonly int _clearGreen = Clear(header, transparency, 2);
    readonly int _clearBlue = Clear(header, transparency, 4);

    /// <summary>
    /// Converts samples.Length / bytes-a-pixel pixels, each to its place, <paramref name="step"/> bytes apart.
    /// </summary>
    public void Convert(ReadOnlySpan<byte> samples, int count, Span<byte> pixels, int step)
    {
        if (IsCopy && step == (int)format)
        {
            samples.CopyTo(pixels);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            Write(Read(samples, i), pixels[(i * step)..]);
        }
    }

    bool IsCopy => header.BitDepth == 8 && (header.ColorType, format) is
        (PngColorType.Gray, PixelFormat.Gray) or
        (PngColorType.Rgb, PixelFormat.Rgb) or
        (PngColorType.Rgba, PixelFormat.Rgba);

    (byte Red, byte Green, byte Blue, byte Alpha) Read(ReadOnlySpan<byte> samples, int i)
    {
        switch (header.ColorType)
        {
            case PngColorType.Palette:
                return ReadPalette(Sample(samples, i));
            case PngColorType.Rgb:
                var (red, green, blue) =
                    (Sample(samples, 3 * i), Sample(samples, (3 * i) + 1), Sample(samples, (3 * i) + 2));
                var isClear = red == _clearRed && green == _clearGreen && blue == _clearBlue;
                return (Scale(red), Scale(green), Scale(blue), isClear ? (byte)0 : Opaque);
            case PngColorType.Rgba:
                return (Scale(Sample(samples, 4 * i)), Scale(Sample(samples, (4 * i) + 1)),
                    Scale(Sample(samples, (4 * i) + 2)), Scale(Sample(samples, (4 * i) + 3)));
            case PngColorType.GrayAlpha:
                return Grey(Scale(Sample(samples, 2 * i)), Scale(Sample(samples, (2 * i) + 1)));
            default:
                var sample = Sample(samples, i);
                return Grey(Scale(sample), sample == _clearRed ? (byte)0 : Opaque);
        }
    }

    static (byte Red, byte Green, byte Blue, byte Alpha) Grey(byte level, byte alpha) => (level, level, level, alpha);

    (byte Red, byte Green, byte Blue, byte Alpha) ReadPalette(int index)
    {
        if (index >= palette.Length / 3)
        {
            throw new ImageException($"PNG: a pixel refers to colour {index} of a palette of {palette.Length / 3}.");
        }

        var color = palette.AsSpan(3 * index);
        return (color[0], color[1], color[2], index < transparency.Length ? transparency[index] : Opaque);
    }

    int Sample(ReadOnlySpan<byte> samples, int i)
    {
        switch (header.BitDepth)
        {
            case 8:
                return samples[i];
            case 16:
                return BinaryPrimitives.ReadUInt16BigEndian(samples[(2 * i)..]);
            default:
                var bit = i * header.BitDepth;
                var shift = 8 - header.BitDepth - (bit & 7);
                return (samples[bit >> 3] >> shift) & ((1 << header.BitDepth) - 1);
        }
    }

    // Sixteen bits lose the lower eight, as in OpenCV; fewer than eight are spread over the whole range.
    byte Scale(int sample) => (byte)(header.BitDepth switch
    {
        16 => sample >> 8,
        8 => sample,
        var depth => sample * 255 / ((1 << depth) - 1),
    });

    void Write((byte Red, byte Green, byte Blue, byte Alpha) pixel, Span<byte> target)
    {
        if (format == PixelFormat.Gray)
        {
            target[0] = header.ColorType is PngColorType.Gray or PngColorType.GrayAlpha ? pixel.Red : Luma(pixel);
            return;
        }

        (target[0], target[1], target[2]) = (pixel.Red, pixel.Green, pixel.Blue);
        if (format == PixelFormat.Rgba)
        {
            target[3] = pixel.Alpha;
        }
    }

    // 0.299 R + 0.587 G + 0.114 B in units of 2^-14.
    static byte Luma((byte Red, byte Green, byte Blue, byte Alpha) pixel) =>
        (byte)(((4899 * pixel.Red) + (9617 * pixel.Green) + (1868 * pixel.Blue) + 8192) >> 14);

    static int Clear(PngHeader header, byte[] transparency, int offset) =>
        header.ColorType is PngColorType.Gray or PngColorType.Rgb && transparency.Length >= offset + 2
            ? BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(offset))
            : -1;
}
