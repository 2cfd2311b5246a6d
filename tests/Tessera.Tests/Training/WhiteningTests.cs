using Tessera.Networks;
using Tessera.Training;

namespace Tessera.Tests.Training;

public sealed class WhiteningTests
{
    [Fact]
    public void Eigenvectors_are_orthonormal_and_give_the_matrix_back()
    {
        double[,] matrix = { { 4, 1, -2 }, { 1, 3, 0.5 }, { -2, 0.5, 5 } };

        var (values, vectors) = SymmetricEigen.Decompose(matrix);

        Assert.True(values[0] >= values[1] && values[1] >= values[2]);
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var product = Enumerable.Range(0, 3).Sum(k => values[k] * vectors[k][i] * vectors[k][j]);
                Assert.Equal(matrix[i, j], product, 1e-12);
                Assert.Equal(i == j ? 1 : 0, vectors[i].Zip(vectors[j], (a, b) => a * b).Sum(), 1e-12);
            }
        }
    }

    [Fact]
    public void Filters_give_uncorrelated_outputs_of_unit_size()
    {
        var image = new Shape(6, 6, 2);
        var images = new LabeledImages(image, 2, 200);
        var random = new RandomStream(9, RandomPurpose.Initialization);
        for (var i = 0; i < images.Count * image.Count; i++)
        {
            images.Pixels(i / image.Count)[i % image.Count] = (byte)random.NextInt32(256);
        }

        var table = new Normalization([0.5, 0.4], [0.1, 0.3]).Table(image);
        var kernel = Whitening.Kernel(images, [.. Enumerable.Range(0, images.Count)], table, size: 2);

        var positions = Enumerable.Range(0, images.Count * 25);
        var patches = positions.Select(i => Patch(images, table, i / 25, i % 25)).ToArray();
        Assert.Equal(1, MeanProduct(patches, kernel, 0, 0), 0.01);
        Assert.Equal(-1, MeanProduct(patches, kernel, 3, 11), 0.01);
        Assert.Equal(0, MeanProduct(patches, kernel, 1, 2), 1e-3);
    }

    static double[] Patch(LabeledImages images, float[] table, int image, int position)
    {
        return [.. Enumerable.Range(0, 8).Select(Value)];

        double Value(int i)
        {
            var (y, x) = (position / 5 + i / 4, position % 5 + i / 2 % 2);
            return table[i % 2 * 256 + images.Pixels(image)[(y * 6 + x) * 2 + i % 2]];
        }
    }

    static double MeanProduct(double[][] patches, float[] kernel, int left, int right) =>
        patches.Average(patch => Output(patch, kernel, left) * Output(patch, kernel, right));

    static double Output(double[] patch, float[] kernel, int filter) =>
        patch.Select((x, i) => x * kernel[i * 16 + filter]).Sum();
}
