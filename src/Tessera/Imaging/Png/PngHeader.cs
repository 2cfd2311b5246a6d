using System.Buffers.Binary;

namespace Tessera.Imaging.Png;

/// <summary>The chunk IHDR, checked.</summary>
sealed record PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType, bool IsInterlaced)
{
    public const int Length = 13;

    public long Pixels => (long)Width * Height;

    public int BitsPerPixel => BitDepth * SamplesPerPixel;

    /// <summary>How far back a filter looks for the same sample of the pixel before.</summary>
    public int FilterDistance => Math.Max(1, BitsPerPixel / 8);

    int SamplesPerPixel => ColorType switch
    {
        PngColorType.Rgb => 3,
        PngColorType.Rgba => 4,
        PngColorType.GrayAlpha => 2,
        _ => 1,
    };

    /// <summary>Bytes of one row of so many pixels, without the filter byte; each row starts at a new byte.</summary>
    public long RowBytes(int pixels) => (((long)pixels * BitsPerPixel) + 7) / 8;

    public static PngHeader Parse(ReadOnlySpan<byte> data)
    {
        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw new ImageException($"PNG: {width} × {height} is no picture size.");
        }

        var (depth, color) = (data[8], (PngColorType)data[9]);
        if (!IsAllowed(color, depth))
        {
            throw new ImageException($"PNG: colour type {data[9]} with {depth} bits a sample does not exist.");
        }

        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
        {
            throw new ImageException("PNG: unknown compression, filter or interlace method.");
        }

        return new((int)width, (int)height, depth, color, data[12] == 1);
    }

    static bool IsAllowed(PngColorType color, byte depth) => color switch
    {
        PngColorType.Gray => depth is 1 or 2 or 4 or 8 or 16,
        PngColorType.Palette => depth is 1 or 2 or 4 or 8,
        PngColorType.Rgb or PngColorType.GrayAlpha or PngColorType.Rgba => depth is 8 or 16,
        _ => false,
    };
}
