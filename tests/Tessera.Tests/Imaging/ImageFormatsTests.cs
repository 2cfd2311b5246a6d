using Tessera.Imaging;
using Tessera.Imaging.Png;

namespace Tessera.Tests.Imaging;

public sealed class ImageFormatsTests
{
    [Fact]
    public void How_a_file_begins_decides_who_reads_it()
    {
        using var file = new MemoryStream(PngEncoder.Encode(new Picture(1, 1, PixelFormat.Rgb, [1, 2, 3])));

        Assert.Equal([1, 2, 3], ImageFormats.Decode(file, PixelFormat.Rgb).Pixels);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x89, 0x50 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0 })]
    public void A_file_of_another_kind_is_told_what_is_known(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);

        var failure = Assert.Throws<ImageException>(() => ImageFormats.Decode(file, PixelFormat.Rgb));

        Assert.Equal("its format is not known; known: PNG", failure.Message);
    }
}
