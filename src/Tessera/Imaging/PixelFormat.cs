namespace Tessera.Imaging;

/// <summary>
/// What one pixel of a decoded picture holds, eight bits a channel. The value is the number of channels.
/// </summary>
public enum PixelFormat
{
    /// <summary>One channel. Colours become grey by 0.299 R + 0.587 G + 0.114 B, as in OpenCV.</summary>
    Gray = 1,

    /// <summary>Red, green, blue. Transparency is dropped, as OpenCV drops it: the colour beneath it stays.</summary>
    Rgb = 3,

    /// <summary>Red, green, blue and opacity (255 = opaque), not premultiplied.</summary>
    Rgba = 4,
}
