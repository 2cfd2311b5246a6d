namespace Tessera.Imaging.Png;

/// <summary>How a PNG is read.</summary>
public sealed record PngReadOptions
{
    public static PngReadOptions Default { get; } = new();

    /// <summary>What the pixels become. Default <see cref="PixelFormat.Rgb"/>.</summary>
    public PixelFormat Format { get; init; } = PixelFormat.Rgb;

    /// <summary>
    /// Larger pictures are refused before anything is allocated for them. Default 100 million pixels.
    /// </summary>
    public long MaximumPixels { get; init; } = 100_000_000;
}
