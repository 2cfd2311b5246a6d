using Tessera.Networks;

namespace Tessera.Training;

/// <summary>
/// The kernel of a first layer whose outputs are uncorrelated over the training images: the eigenvectors of the
/// patches' second moments (the mean is not subtracted), divided by the root of their eigenvalues, then the same
/// negated.
/// </summary>
static class Whitening
{
    /// <summary>The first so many training images are looked at: enough for a matrix of 12 × 12.</summary>
    public const int Images = 5000;

    // keeps directions in which nearly nothing varies from being blown up; arXiv 2404.00498
    const double Epsilon = 5e-4;

    /// <summary>The kernel (size, size, channels, 2·size²·channels).</summary>
    /// <param name="images">What is trained on.</param>
    /// <param name="indices">The training images among them.</param>
    /// <param name="table">Of <see cref="Normalization.Table"/>.</param>
    /// <param name="size">Height and width of the window.</param>
    public static float[] Kernel(LabeledImages images, ReadOnlySpan<int> indices, float[] table, int size)
    {
        var moments = Moments(images, indices[..Math.Min(indices.Length, Images)], table, size);
        var (values, vectors) = SymmetricEigen.Decompose(moments);
        var length = values.Length;
        var kernel = new float[2 * length * length];
        for (var filter = 0; filter < length; filter++)
        {
            var factor = 1 / Math.Sqrt(Math.Max(values[filter], 0) + Epsilon);
            for (var i = 0; i < length; i++)
            {
                var weight = (float)(vectors[filter][i] * factor);
                kernel[i * 2 * length + filter] = weight;
                kernel[i * 2 * length + length + filter] = -weight;
            }
        }

        return kernel;
    }

    /// <summary>The mean product of every two numbers of a patch, over all patches of all images.</summary>
    static double[,] Moments(LabeledImages images, ReadOnlySpan<int> indices, float[] table, int size)
    {
        var length = size * size * images.Image.Channels;
        var (sums, patch, patches) = (new double[length, length], new double[length], 0L);
        foreach (var index in indices)
        {
            for (var y = 0; y + size <= images.Image.Height; y++)
            {
                for (var x = 0; x + size <= images.Image.Width; x++, patches++)
                {
                    Read(images.Pixels(index), images.Image, table, (y, x, size), patch);
                    AddProducts(patch, sums);
                }
            }
        }

        for (var i = 0; i < length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                sums[i, j] = sums[j, i] = sums[i, j] / patches;
            }
        }

        return sums;
    }

    static void Read(
        ReadOnlySpan<byte> pixels, Shape image, float[] table, (int Y, int X, int Size) window, double[] patch)
    {
        var row = window.Size * image.Channels;
        for (var i = 0; i < patch.Length; i++)
        {
            var pixel = pixels[((window.Y + i / row) * image.Width + window.X) * image.Channels + i % row];
            patch[i] = table[i % image.Channels * 256 + pixel];
        }
    }

    static void AddProducts(double[] patch, double[,] sums)
    {
        for (var i = 0; i < patch.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                sums[i, j] += patch[i] * patch[j];
            }
        }
    }
}
