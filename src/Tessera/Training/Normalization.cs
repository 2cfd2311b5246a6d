using System.Collections.Immutable;
using Tessera.Networks;

namespace Tessera.Training;

/// <summary>How pixels enter a network: (value / 255 − mean) / standard deviation, for each channel.</summary>
/// <param name="Mean">One a channel, in units of value / 255.</param>
/// <param name="StandardDeviation">One a channel, above zero, in units of value / 255.</param>
public sealed record Normalization(ImmutableArray<double> Mean, ImmutableArray<double> StandardDeviation)
{
    /// <summary>The exact mean and population standard deviation of those images; a constant channel gets 1.</summary>
    public static Normalization Of(LabeledImages images)
    {
        var channels = images.Image.Channels;
        var (sums, squares) = (new long[channels], new long[channels]);
        for (var index = 0; index < images.Count; index++)
        {
            AddPixels(images.Pixels(index), sums, squares);
        }

        var count = (double)images.Count * images.Image.Height * images.Image.Width;
        return new Normalization(
            [.. sums.Select(sum => sum / count / 255)],
            [.. sums.Zip(squares, (sum, square) => Deviation(sum / count, square / count) / 255)]);
    }

    /// <summary>The 256 normalised values of each channel: [channel · 256 + value].</summary>
    /// <exception cref="TesseraException">It is not for images of that many channels.</exception>
    public float[] Table(Shape image)
    {
        if (Mean.Length != image.Channels || StandardDeviation.Length != image.Channels)
        {
            throw TesseraException.User(
                $"the dataset has means of {Mean.Length} and standard deviations of {StandardDeviation.Length} " +
                $"channels for images of {image}; preprocess it again");
        }

        return [.. Enumerable.Range(0, image.Channels * 256).Select(i => Normalize(i % 256, i / 256))];
    }

    float Normalize(int value, int channel) =>
        (float)((value / 255.0 - Mean[channel]) / StandardDeviation[channel]);

    static void AddPixels(ReadOnlySpan<byte> pixels, long[] sums, long[] squares)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var channel = i % sums.Length;
            sums[channel] += pixels[i];
            squares[channel] += pixels[i] * pixels[i];
        }
    }

    static double Deviation(double mean, double meanSquare)
    {
        var variance = meanSquare - mean * mean;
        return variance > 0 ? Math.Sqrt(variance) : 255;
    }
}
