using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Convolutions;

/// <summary>Where the tiles of a batch lie: tile t covers 4×4 pixels of an output and 6×6 of its input.</summary>
readonly unsafe struct WinogradTiles(int height, int width, int outputHeight, int outputWidth, Padding padding)
{
    readonly int _across = LaneSizes.CeilingDivide(outputWidth, WinogradTransforms.OutputSide);

    public int PerImage =>
        _across * LaneSizes.CeilingDivide(outputHeight, WinogradTransforms.OutputSide);

    /// <summary>The 36 pixels under a tile; those in the padding are <paramref name="zeros"/>.</summary>
    public void InputPixels(float* x, int channels, long tile, float* zeros, float** pixels)
    {
        var (image, row, column) = Locate(tile);
        Pixels(
            x + (image * height * width * channels), height, width, channels,
            row - padding.Top, column - padding.Left, WinogradTransforms.Side, zeros, pixels);
    }

    /// <summary>The 16 pixels of a tile of outputs; those beyond the edge are <paramref name="outside"/>.</summary>
    public void OutputPixels(float* y, int channels, long tile, float* outside, float** pixels)
    {
        var (image, row, column) = Locate(tile);
        Pixels(
            y + (image * outputHeight * outputWidth * channels), outputHeight, outputWidth, channels,
            row, column, WinogradTransforms.OutputSide, outside, pixels);
    }

    (long Image, int Row, int Column) Locate(long tile)
    {
        var (image, place) = Math.DivRem(tile, PerImage);
        var (row, column) = Math.DivRem((int)place, _across);
        return (image, row * WinogradTransforms.OutputSide, column * WinogradTransforms.OutputSide);
    }

    static void Pixels(
        float* image, int height, int width, int channels, int top, int left, int side, float* outside, float** pixels)
    {
        if (top >= 0 && left >= 0 && top + side <= height && left + side <= width)
        {
            var corner = image + ((((long)top * width) + left) * channels);
            InnerPixels(corner, (long)width * channels, channels, side, pixels);
            return;
        }

        for (var y = top; y < top + side; y++)
        {
            for (var x = left; x < left + side; x++)
            {
                var isInside = (uint)y < (uint)height && (uint)x < (uint)width;
                *pixels++ = isInside ? image + ((((long)y * width) + x) * channels) : outside;
            }
        }
    }

    static void InnerPixels(float* corner, long row, long channels, int side, float** pixels)
    {
        for (var y = 0; y < side; y++, corner += row)
        {
            var pixel = corner;
            for (var x = 0; x < side; x++, pixel += channels)
            {
                *pixels++ = pixel;
            }
        }
    }
}
