using Tessera.Networks;

namespace Tessera.Training;

/// <summary>
/// How an image is shown to the network: moved by <paramref name="Down"/> and <paramref name="Right"/> pixels (what
/// enters is reflected at the border, without repeating it), then perhaps mirrored left to right.
/// </summary>
readonly record struct View(int Down, int Right, bool IsMirrored)
{
    /// <summary>The normalised image.</summary>
    /// <param name="pixels">[height][width][channels].</param>
    /// <param name="image">The shape of both.</param>
    /// <param name="table">Of <see cref="Normalization.Table"/>.</param>
    /// <param name="target">[height][width][channels].</param>
    public void Show(ReadOnlySpan<byte> pixels, Shape image, float[] table, Span<float> target)
    {
        if (this == default)
        {
            ShowAsItIs(pixels, image.Channels, table, target);
            return;
        }

        var next = 0;
        for (var y = 0; y < image.Height; y++)
        {
            var row = pixels.Slice(Reflect(y - Down, image.Height) * image.Width * image.Channels);
            for (var x = 0; x < image.Width; x++)
            {
                var column = Reflect((IsMirrored ? image.Width - 1 - x : x) - Right, image.Width);
                for (var channel = 0; channel < image.Channels; channel++)
                {
                    target[next++] = table[channel * 256 + row[column * image.Channels + channel]];
                }
            }
        }
    }

    /// <summary>Whether images of that shape have enough pixels to reflect such a shift.</summary>
    public static bool Allows(Shape image, int shift) => shift < image.Height && shift < image.Width;

    static void ShowAsItIs(ReadOnlySpan<byte> pixels, int channels, float[] table, Span<float> target)
    {
        for (var pixel = 0; pixel < target.Length; pixel += channels)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                target[pixel + channel] = table[channel * 256 + pixels[pixel + channel]];
            }
        }
    }

    static int Reflect(int position, int length)
    {
        var positive = Math.Abs(position);
        return positive < length ? positive : 2 * (length - 1) - positive;
    }
}
