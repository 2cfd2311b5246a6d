namespace Tessera.Imaging.Png;

/// <summary>The colour types of the PNG specification (11.2.1), by their numbers.</summary>
enum PngColorType : byte
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}
