namespace Tessera.Imaging;

/// <summary>A decoded picture: height × width × channels bytes, row by row, channels interleaved.</summary>
public sealed class Picture
{
    /// <exception cref="ArgumentException">The number of bytes is not width × height × channels.</exception>
    public Picture(int width, int height, PixelFormat format, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)width * height * (int)format)
        {
            throw new ArgumentException(
                $"{width} × {height} {format} pixels do not fill {pixels.Length} bytes.", nameof(pixels));
        }

        (Width, Height, Format, Pixels) = (width, height, format, pixels);
    }

    public int Width { get; }

    public int Height { get; }

    public PixelFormat Format { get; }

    public byte[] Pixels { get; }

    /// <summary>Bytes of a row.</summary>
    public int Stride => Width * (int)Format;

    public ReadOnlySpan<byte> Row(int y) => Pixels.AsSpan(y * Stride, Stride);
}
