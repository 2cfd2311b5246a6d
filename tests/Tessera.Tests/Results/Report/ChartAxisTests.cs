using Tessera.Results.Report;

namespace Tessera.Tests.Results.Report;

public sealed class ChartAxisTests
{
    [Theory]
    [InlineData(0.45, 2.1, "0.0 0.5 1.0 1.5 2.0 2.5")]
    [InlineData(48, 93, "40 50 60 70 80 90 100")]
    [InlineData(5, 5, "5.0 5.1")]
    [InlineData(0.0012, 0.0018, "0.0010 0.0012 0.0014 0.0016 0.0018")]
    public void Ticks_are_round_numbers_around_the_values(double low, double high, string expected)
    {
        var axis = ChartAxis.Around([low, high], 0, 100);

        Assert.Equal(expected, string.Join(' ', axis.Ticks.Select(axis.Label)));
    }

    [Fact]
    public void One_epoch_is_in_the_middle()
    {
        var axis = ChartAxis.Between([1], 0, 100);

        Assert.Equal(50, axis.Place(1));
        Assert.Equal(["1"], axis.Ticks.Select(axis.Label));
    }
}
