using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Convolutions;

/// <summary>
/// How TensorFlow computes dilated convolutions: the pixels of a padded image (n, height, width, channels) whose
/// coordinates are equal modulo a block's sides become an image of their own.
/// </summary>
/// <param name="Height">Of a block.</param>
/// <param name="Width">Of a block.</param>
/// <param name="Border">Added before the split, or cut off after the union: top, bottom, left, right.</param>
sealed record BlockLayout(int Height, int Width, int[] Border)
{
    /// <summary>Images that come from one.</summary>
    public int Count => Height * Width;

    /// <summary>Reads it from a node's second and third input.</summary>
    /// <exception cref="TesseraException">It is not for two axes.</exception>
    public static BlockLayout Read(NodeBinding node)
    {
        var border = node.ConstantIntegers(2);
        if (node.ConstantIntegers(1) is not [> 0 and < 1024 and var height, > 0 and < 1024 and var width]
            || border is not [>= 0, >= 0, >= 0, >= 0])
        {
            throw TesseraException.User("only blocks of height and width are supported; use --runtime tensorflow");
        }

        return new BlockLayout(height, width, border);
    }

    /// <summary>Calls back for each pixel of the small images.</summary>
    /// <param name="whole">The shape of the whole images, without border.</param>
    /// <param name="parts">The shape of the small ones.</param>
    /// <param name="pixel">
    /// Is given the index of the pixel of the whole and of the part; the former −1 in the border.
    /// </param>
    public void ForEachPixel(TensorShape whole, TensorShape parts, Action<int, int> pixel)
    {
        for (var part = 0; part < parts.Product(..3); part++)
        {
            var (row, x) = Math.DivRem(part, parts[2]);
            var (image, y) = Math.DivRem(row, parts[1]);
            var (block, n) = Math.DivRem(image, whole[0]);
            var wholeY = y * Height + block / Width - Border[0];
            var wholeX = x * Width + block % Width - Border[2];
            var isInside = wholeY >= 0 && wholeY < whole[1] && wholeX >= 0 && wholeX < whole[2];
            pixel(isInside ? (n * whole[1] + wholeY) * whole[2] + wholeX : -1, part);
        }
    }
}
