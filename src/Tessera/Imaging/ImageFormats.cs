using Tessera.Imaging.Png;

namespace Tessera.Imaging;

/// <summary>The one table of picture formats. How a file begins decides, whatever its name says.</summary>
public static class ImageFormats
{
    static readonly ImageFormat[] s_formats =
    [
        new(
            "PNG",
            [.. PngChunkReader.Signature],
            (stream, format) => PngDecoder.Decode(stream, new PngReadOptions { Format = format })),
    ];

    static readonly int s_longestMagic = s_formats.Max(format => format.Magic.Length);

    /// <param name="stream">A whole file, at its beginning; it can seek.</param>
    /// <param name="format">What the pixels are brought to.</param>
    /// <exception cref="ImageException">It is of no known format, damaged, or has too many pixels.</exception>
    public static Picture Decode(Stream stream, PixelFormat format)
    {
        var start = new byte[s_longestMagic];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position -= length;
        var found = Array.Find(s_formats, known => start.AsSpan(0, length).StartsWith(known.Magic));
        return found is not null
            ? found.Decode(stream, format)
            : throw new ImageException(
                $"its format is not known; known: {string.Join(", ", s_formats.Select(known => known.Name))}");
    }
}
