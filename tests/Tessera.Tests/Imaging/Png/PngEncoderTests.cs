using Tessera.Imaging;
using Tessera.Imaging.Png;

namespace Tessera.Tests.Imaging.Png;

public sealed class PngEncoderTests
{
    [Theory]
    [InlineData(PixelFormat.Gray)]
    [InlineData(PixelFormat.Rgb)]
    [InlineData(PixelFormat.Rgba)]
    public void What_is_written_is_read_back(PixelFormat format)
    {
        var random = new Random(1);
        var pixels = new byte[17 * 9 * (int)format];
        random.NextBytes(pixels.AsSpan(pixels.Length / 2));
        var picture = new Picture(17, 9, format, pixels);

        var decoded = PngDecoder.Decode(PngEncoder.Encode(picture), new PngReadOptions { Format = format });

        Assert.Equal((17, 9), (decoded.Width, decoded.Height));
        Assert.Equal(pixels, decoded.Pixels);
    }

    [Fact]
    public void Smooth_pictures_become_small()
    {
        var pixels = Enumerable.Range(0, 256 * 256).Select(i => (byte)((i / 256) + (i % 256))).ToArray();

        var file = PngEncoder.Encode(new Picture(256, 256, PixelFormat.Gray, pixels));

        Assert.InRange(file.Length, 100, 2_000);
    }

    [Fact]
    public void The_checksum_is_that_of_the_specification()
    {
        Assert.Equal(0xCBF43926, ~Crc32.Append(Crc32.Start, "123456789"u8));
        Assert.Equal(0xAE426082, ~Crc32.Append(Crc32.Start, "IEND"u8));
    }
}
