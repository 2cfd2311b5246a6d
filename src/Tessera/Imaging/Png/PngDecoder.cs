namespace Tessera.Imaging.Png;

/// <summary>Reads whole PNG files; <see cref="PngReader"/> reads them row by row.</summary>
public static class PngDecoder
{
    /// <exception cref="ImageException">Not a PNG, a damaged one, or more pixels than allowed.</exception>
    public static Picture Decode(Stream stream, PngReadOptions? options = null)
    {
        options ??= PngReadOptions.Default;
        using var reader = new PngReader(stream, options);
        var pixels = new byte[reader.Stride * reader.Height];
        for (var y = 0; y < reader.Height; y++)
        {
            reader.ReadRow(pixels.AsSpan(y * reader.Stride));
        }

        return new(reader.Width, reader.Height, options.Format, pixels);
    }

    /// <inheritdoc cref="Decode(Stream, PngReadOptions?)"/>
    public static Picture Decode(byte[] file, PngReadOptions? options = null)
    {
        using var stream = new MemoryStream(file, writable: false);
        return Decode(stream, options);
    }
}
