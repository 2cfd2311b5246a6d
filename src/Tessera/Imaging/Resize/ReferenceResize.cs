namespace Tessera.Imaging.Resize;

/// <summary>
/// The definition of a resize as plain loops in double precision: slow, the judge of <see cref="Resizer"/>.
/// </summary>
static class ReferenceResize
{
    /// <summary>
    /// source: height × width × channels; result: targetHeight × targetWidth × channels, not rounded.
    /// </summary>
    public static double[] Resize(
        ReadOnlySpan<byte> source, int channels, int height, int width, int targetHeight, int targetWidth,
        ResizeMethod method)
    {
        Func<int, int, int, int, double> weight = method switch
        {
            ResizeMethod.Area => AreaWeight,
            ResizeMethod.Bilinear => BilinearWeight,
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "not a way of resizing"),
        };
        var result = new double[targetHeight * targetWidth * channels];
        for (var i = 0; i < result.Length; i++)
        {
            var (y, x, channel) = (i / channels / targetWidth, i / channels % targetWidth, i % channels);
            for (var pixel = 0; pixel < height * width; pixel++)
            {
                var (row, column) = (pixel / width, pixel % width);
                result[i] += weight(y, row, height, targetHeight) * weight(x, column, width, targetWidth)
                    * source[(pixel * channels) + channel];
            }
        }

        return result;
    }

    // The part of target i's box that lies in source pixel j.
    static double AreaWeight(int i, int j, int source, int target)
    {
        var scale = source / (double)target;
        return Math.Max(0, Math.Min((i + 1) * scale, j + 1) - Math.Max(i * scale, j)) / scale;
    }

    // A hat of width two about target i's centre; beyond the border the border pixel goes on.
    static double BilinearWeight(int i, int j, int source, int target)
    {
        var center = Math.Clamp(((i + 0.5) * source / target) - 0.5, 0, source - 1);
        return Math.Max(0, 1 - Math.Abs(center - j));
    }
}
