namespace Tessera.Models;

/// <summary>The images that a model takes.</summary>
/// <param name="Height">In pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Channels">3 for colour (red, green, blue), 1 for grey.</param>
public sealed record ModelImage(int Height, int Width, int Channels)
{
    /// <summary>As people write it: <c>32×32×3</c>.</summary>
    public override string ToString() => $"{Height}×{Width}×{Channels}";
}
