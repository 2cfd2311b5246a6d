using Tessera.Datasets;

namespace Tessera.Tests.Datasets;

public sealed class ChannelSumsTests
{
    [Fact]
    public void Sums_do_not_depend_on_how_the_pixels_are_divided()
    {
        var pixels = new byte[3 * 1000];
        new Random(1).NextBytes(pixels);

        var whole = ChannelSums.Of(pixels, 3);
        var parts = ChannelSums.Of(pixels.AsSpan(999), 3).Add(ChannelSums.Of(pixels.AsSpan(0, 999), 3));

        Assert.Equal(whole.Pixels, parts.Pixels);
        Assert.Equal(whole.Sums, parts.Sums);
        Assert.Equal(whole.Squares, parts.Squares);
    }

    [Fact]
    public void A_constant_channel_has_no_deviation_even_when_there_are_very_many_pixels()
    {
        var sums = new ChannelSums(1L << 40, [(1L << 40) * 255], [(1L << 40) * 255 * 255]);

        Assert.Equal(1.0, Assert.Single(sums.Mean()), 15);
        Assert.Equal(0.0, Assert.Single(sums.StandardDeviation()));
    }

    [Fact]
    public void Without_pixels_mean_and_deviation_are_zero()
    {
        Assert.Equal([0.0, 0.0], ChannelSums.Zero(2).Mean());
        Assert.Equal([0.0, 0.0], ChannelSums.Zero(2).StandardDeviation());
    }
}
