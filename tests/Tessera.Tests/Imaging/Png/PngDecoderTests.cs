using Tessera.Imaging;
using Tessera.Imaging.Png;

namespace Tessera.Tests.Imaging.Png;

public sealed class PngDecoderTests
{
    static readonly PngReadOptions s_gray = new() { Format = PixelFormat.Gray };
    static readonly PngReadOptions s_rgba = new() { Format = PixelFormat.Rgba };

    [Theory]
    [InlineData(1, new byte[] { 0, 0b1010_0000 }, new byte[] { 255, 0, 255 })]
    [InlineData(2, new byte[] { 0, 0b0001_1100 }, new byte[] { 0, 85, 255 })]
    [InlineData(4, new byte[] { 0, 0x0F, 0x80 }, new byte[] { 0, 255, 136 })]
    [InlineData(8, new byte[] { 0, 7, 8, 9 }, new byte[] { 7, 8, 9 })]
    [InlineData(16, new byte[] { 0, 7, 255, 8, 0, 9, 1 }, new byte[] { 7, 8, 9 })]
    public void Grey_of_every_depth_fills_the_range(int depth, byte[] rows, byte[] expected)
    {
        var file = new PngFile().Header(3, 1, depth, 0).Rows(rows).End();

        Assert.Equal(expected, PngDecoder.Decode(file, s_gray).Pixels);
    }

    [Fact]
    public void Grey_becomes_three_equal_channels()
    {
        var file = new PngFile().Header(2, 1, 8, 0).Rows(0, 5, 6).End();

        Assert.Equal([5, 5, 5, 6, 6, 6], PngDecoder.Decode(file).Pixels);
    }

    [Fact]
    public void Colours_become_grey_as_in_OpenCV()
    {
        var file = new PngFile().Header(4, 1, 8, 2).Rows(0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255).End();

        Assert.Equal([76, 150, 29, 255], PngDecoder.Decode(file, s_gray).Pixels);
    }

    [Fact]
    public void A_palette_gives_colours_and_opacity()
    {
        var file = new PngFile().Header(3, 1, 2, 3).Chunk("PLTE", 1, 2, 3, 4, 5, 6, 7, 8, 9).Chunk("tRNS", 128)
            .Rows(0, 0b0001_1000).End();

        Assert.Equal([1, 2, 3, 128, 4, 5, 6, 255, 7, 8, 9, 255], PngDecoder.Decode(file, s_rgba).Pixels);
    }

    [Theory]
    [InlineData(0, new byte[] { 0, 9 }, new byte[] { 0, 8, 9 }, new byte[] { 8, 8, 8, 255, 9, 9, 9, 0 })]
    [InlineData(
        2, new byte[] { 0, 1, 0, 2, 0, 3 }, new byte[] { 0, 1, 2, 3, 1, 2, 4 },
        new byte[] { 1, 2, 3, 0, 1, 2, 4, 255 })]
    public void The_colour_named_by_tRNS_is_transparent(int color, byte[] clear, byte[] rows, byte[] expected)
    {
        var file = new PngFile().Header(2, 1, 8, color).Chunk("tRNS", clear).Rows(rows).End();

        Assert.Equal(expected, PngDecoder.Decode(file, s_rgba).Pixels);
    }

    [Theory]
    [InlineData(8, 4, new byte[] { 0, 50, 60 }, new byte[] { 50, 50, 50, 60 })]
    [InlineData(16, 4, new byte[] { 0, 50, 1, 60, 2 }, new byte[] { 50, 50, 50, 60 })]
    [InlineData(8, 6, new byte[] { 0, 1, 2, 3, 4 }, new byte[] { 1, 2, 3, 4 })]
    [InlineData(16, 6, new byte[] { 0, 1, 9, 2, 9, 3, 9, 4, 9 }, new byte[] { 1, 2, 3, 4 })]
    public void Alpha_channels_are_kept_when_asked_for(int depth, int color, byte[] rows, byte[] expected)
    {
        var file = new PngFile().Header(1, 1, depth, color).Rows(rows).End();

        Assert.Equal(expected, PngDecoder.Decode(file, s_rgba).Pixels);
        Assert.Equal(expected[..3], PngDecoder.Decode(file).Pixels);
    }

    [Fact]
    public void Every_filter_is_undone()
    {
        var file = new PngFile().Header(3, 5, 8, 0)
            .Rows(1, 10, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1, 0, 9, 9, 9).End();

        Assert.Equal(
            [10, 11, 12, 11, 12, 13, 6, 10, 12, 7, 11, 13, 9, 9, 9], PngDecoder.Decode(file, s_gray).Pixels);
    }

    [Fact]
    public void Interlaced_pixels_come_to_their_places()
    {
        // 5 × 5: the passes hold 1, 1, 2, 3 × 1 …; pixel (y, x) is 10 y + x.
        byte[] rows =
        [
            0, 0, 0, 4, 0, 40, 44, 0, 2, 0, 42, 0, 20, 22, 24, 0, 1, 3, 0, 21, 23, 0, 41, 43,
            0, 10, 11, 12, 13, 14, 0, 30, 31, 32, 33, 34,
        ];

        var picture = PngDecoder.Decode(new PngFile().Header(5, 5, 8, 0, 1).Rows(rows).End(), s_gray);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => (byte)((i / 5 * 10) + (i % 5))), picture.Pixels);
    }

    [Fact]
    public void Image_data_may_come_in_many_chunks()
    {
        var picture = new Picture(3, 2, PixelFormat.Rgb, [.. Enumerable.Range(0, 18).Select(i => (byte)(i * 13))]);
        var file = PngEncoder.Encode(picture);
        var data = file[41..^16]; // between the IDAT's name and its checksum
        var parts = new PngFile().Header(3, 2, 8, 2).Chunk("IDAT")
            .Chunk("IDAT", data[..1]).Chunk("IDAT", data[1..]).End();

        Assert.Equal(picture.Pixels, PngDecoder.Decode(parts).Pixels);
    }

    [Fact]
    public void Rows_can_be_read_one_by_one_from_a_stream_that_cannot_seek()
    {
        var file = new PngFile().Header(1, 2, 8, 0).Rows(0, 3, 0, 4).End();
        using var stream = new ForwardStream(file);
        using var reader = new PngReader(stream, s_gray);
        var row = new byte[1];

        reader.ReadRow(row);
        Assert.Equal(3, row[0]);
        reader.ReadRow(row);
        Assert.Equal(4, row[0]);
        Assert.Throws<InvalidOperationException>(() => reader.ReadRow(row));
    }
}
