using Tessera.Imaging.Resize;

namespace Tessera.Tests.Imaging.Resize;

public sealed class ResizerTests
{
    [Theory]
    [InlineData(1, 1, 5, 3)]
    [InlineData(7, 9, 1, 1)]
    [InlineData(8, 12, 4, 6)]
    [InlineData(13, 17, 5, 4)]
    [InlineData(5, 4, 13, 17)]
    [InlineData(20, 3, 7, 8)]
    [InlineData(2, 40, 9, 3)]
    [InlineData(6, 6, 6, 6)]
    public void Both_methods_are_within_one_level_of_the_definition(
        int height, int width, int targetHeight, int targetWidth)
    {
        foreach (var method in Enum.GetValues<ResizeMethod>())
        {
            for (var channels = 1; channels <= 4; channels++)
            {
                var source = new byte[height * width * channels];
                new Random(height + channels).NextBytes(source);
                var expected = ReferenceResize.Resize(
                    source, channels, height, width, targetHeight, targetWidth, method);

                var actual = new byte[expected.Length];
                new Resizer(method, channels, height, width, targetHeight, targetWidth).Resize(source, actual);

                Assert.All(actual.Zip(expected), pair => Assert.InRange(pair.First - pair.Second, -0.51, 0.51));
            }
        }
    }

    [Fact]
    public void Area_is_the_mean_of_a_box()
    {
        var target = new byte[2];
        new Resizer(ResizeMethod.Area, 1, 2, 4, 1, 2).Resize([0, 10, 100, 100, 20, 30, 100, 104], target);

        Assert.Equal([15, 101], target);
    }

    [Fact]
    public void Bilinear_has_half_pixel_centres_and_repeats_the_border()
    {
        var target = new byte[4];
        new Resizer(ResizeMethod.Bilinear, 1, 1, 2, 1, 4).Resize([0, 100], target);

        Assert.Equal([0, 25, 75, 100], target);
    }

    [Fact]
    public void White_stays_white_and_a_resizer_can_be_used_again()
    {
        var resizer = new Resizer(ResizeMethod.Area, 3, 301, 203, 32, 32);
        var source = Enumerable.Repeat((byte)255, 301 * 203 * 3).ToArray();
        var target = new byte[32 * 32 * 3];

        resizer.Resize(new byte[source.Length], target);
        resizer.Resize(source, target);

        Assert.All(target, value => Assert.Equal(255, value));
    }

    [Fact]
    public void Pictures_of_another_size_are_refused()
    {
        var resizer = new Resizer(ResizeMethod.Area, 3, 4, 4, 2, 2);

        Assert.Throws<ArgumentException>(() => resizer.Resize(new byte[47], new byte[12]));
        Assert.Throws<ArgumentException>(() => resizer.Resize(new byte[48], new byte[13]));
    }
}
