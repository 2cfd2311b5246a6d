namespace Tessera.Datasets;

/// <summary>
/// Exact sums of pixel values and of their squares for each channel. Integers, so the order in which shards are added
/// does not matter.
/// </summary>
public sealed record ChannelSums(long Pixels, long[] Sums, long[] Squares)
{
    const double Scale = 255;

    public static ChannelSums Zero(int channels) => new(0, new long[channels], new long[channels]);

    public static ChannelSums Of(ReadOnlySpan<byte> pixels, int channels)
    {
        var sums = new long[channels];
        var squares = new long[channels];
        for (var i = 0; i < pixels.Length;)
        {
            for (var channel = 0; channel < channels; channel++, i++)
            {
                sums[channel] += pixels[i];
                squares[channel] += pixels[i] * pixels[i];
            }
        }

        return new ChannelSums(pixels.Length / channels, sums, squares);
    }

    public ChannelSums Add(ChannelSums other) =>
        new(Pixels + other.Pixels, Add(Sums, other.Sums), Add(Squares, other.Squares));

    /// <summary>Mean of each channel in units of pixel / 255; 0 without pixels.</summary>
    public double[] Mean() => [.. Sums.Select(sum => Pixels == 0 ? 0 : sum / (Scale * Pixels))];

    /// <summary>Population standard deviation of each channel in units of pixel / 255; 0 without pixels.</summary>
    public double[] StandardDeviation() => [.. Sums.Zip(Squares, (sum, square) => Deviation(sum, square))];

    static long[] Add(long[] a, long[] b) => [.. a.Zip(b, (x, y) => x + y)];

    /// <summary>√(E[x²] − E[x]²), with the difference taken in whole numbers so that nothing cancels.</summary>
    double Deviation(long sum, long square)
    {
        var variance = (Int128)Pixels * square - (Int128)sum * sum;
        return Pixels == 0 ? 0 : Math.Sqrt((double)variance) / (Scale * Pixels);
    }
}
