using Tessera.Datasets;

namespace Tessera.Models;

/// <summary>The images that a model takes.</summary>
/// <param name="Height">In pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Channels">3 for colour (red, green, blue), 1 for grey.</param>
public sealed record ModelImage(int Height, int Width, int Channels)
{
    /// <summary>The largest side of an image that a model may take.</summary>
    public const int MaxSide = ImageShape.MaxSide;

    /// <summary>The most numbers of an image: a batch of one is a gigabyte then.</summary>
    public const int MaxNumbers = 1 << 28;

    internal bool IsValid =>
        new ImageShape(Height, Width, Channels).IsValid && (long)Height * Width * Channels <= MaxNumbers;

    /// <summary>As people write it: <c>32×32×3</c>.</summary>
    public override string ToString() => $"{Height}×{Width}×{Channels}";
}
