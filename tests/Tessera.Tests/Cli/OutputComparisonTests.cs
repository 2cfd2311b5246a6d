using Tessera.Cli.Models;
using Tessera.Models;

namespace Tessera.Tests.Cli;

public sealed class OutputComparisonTests
{
    [Fact]
    public void The_largest_difference_counts_in_units_of_the_largest_value()
    {
        var comparison = Compare([0, 4, 1, 2.5f], [0, 4, 1, 2]);

        Assert.Equal((0.5, 0.125, 2, 2), (
            comparison.Difference, comparison.Relative, comparison.Rows, comparison.EqualArgMax));
        Assert.True(comparison.Agrees(0.13));
        Assert.False(comparison.Agrees(0.12));
    }

    [Fact]
    public void Rows_whose_largest_value_is_elsewhere_are_counted() =>
        Assert.Equal(1, Compare([1, 0, 1, 0], [0, 1, 1, 0]).EqualArgMax);

    [Fact]
    public void Equal_zeros_agree_and_what_is_no_number_differs_from_one()
    {
        Assert.True(Compare([0, 0], [0, 0]).Agrees(1e-4));
        Assert.True(Compare([float.NaN, float.PositiveInfinity], [float.NaN, float.PositiveInfinity]).Agrees(1e-4));
        Assert.False(Compare([float.NaN, 1], [1, 1]).Agrees(1e-4));
    }

    [Fact]
    public void Other_shapes_never_agree() =>
        Assert.False(OutputComparison.Of(
            "y", Tensor.Of<float>(new TensorShape(2), [1, 2]), Tensor.Of<float>(new TensorShape(1, 2), [1, 2])).Agrees(1));

    static OutputComparison Compare(float[] actual, float[] expected)
    {
        var shape = new TensorShape(actual.Length / 2, 2);
        return OutputComparison.Of("y", Tensor.Of<float>(shape, actual), Tensor.Of<float>(shape, expected));
    }
}
