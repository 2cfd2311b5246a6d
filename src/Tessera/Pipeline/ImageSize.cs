using System.Globalization;
using Tessera.Datasets;

namespace Tessera.Pipeline;

/// <summary>A height and a width in pixels, written <c>32x48</c>, or <c>32</c> for both.</summary>
readonly record struct ImageSize(int Height, int Width)
{
    public static bool TryParse(string text, out ImageSize size)
    {
        var parts = text.Split('x');
        size = default;
        if (parts.Length > 2 || !TryParseSide(parts[0], out var height) || !TryParseSide(parts[^1], out var width))
        {
            return false;
        }

        size = new ImageSize(height, width);
        return true;
    }

    static bool TryParseSide(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side)
        && side is >= 1 and <= ImageShape.MaxSide;
}
