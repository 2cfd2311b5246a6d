using System.Text.Json.Nodes;
using Tessera.Imaging;
using Tessera.Imaging.Png;

namespace Tessera.Tests.Imaging.Png;

public sealed class HostilePngTests
{
    static readonly byte[] s_valid = new PngFile().Header(2, 2, 8, 0).Rows(0, 1, 2, 0, 3, 4).End();

    [Fact]
    public void Shared_files_decode_or_fail_as_expected()
    {
        var folder = SharedFiles.Find("images/hostile");
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!.AsObject();
        var names = expected.Select(entry => entry.Key).Where(name => name.EndsWith(".png", StringComparison.Ordinal));

        foreach (var name in names.Where(name => name != "jpeg-named.png"))
        {
            var file = File.ReadAllBytes(Path.Combine(folder, name));
            var failure = Record.Exception(() => PngDecoder.Decode(file));
            Assert.True(failure is null or ImageException, $"{name}: {failure}");
            Assert.Equal((bool)expected[name]!["decodes"]!, failure is null);
        }
    }

    [Fact]
    public void A_bomb_is_refused_before_memory_is_taken()
    {
        var bomb = new PngFile().Header(40_000, 40_000, 8, 2).Rows(0).End();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var failure = Assert.Throws<ImageException>(() => PngDecoder.Decode(bomb));

        Assert.Contains("40000 × 40000", failure.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_short_file_cannot_announce_a_large_picture()
    {
        var file = new PngFile().Header(9_000, 9_000, 8, 2).Rows(0).End();

        var failure = Assert.Throws<ImageException>(() => PngDecoder.Decode(file));

        Assert.Contains("cut short", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_is_an_error()
    {
        for (var length = 0; length < s_valid.Length; length++)
        {
            Assert.Throws<ImageException>(() => PngDecoder.Decode(s_valid[..length]));
        }
    }

    [Fact]
    public void Every_flipped_byte_is_an_error()
    {
        for (var i = 0; i < s_valid.Length; i++)
        {
            var damaged = s_valid.ToArray();
            damaged[i] ^= 0x10;
            Assert.True(Record.Exception(() => PngDecoder.Decode(damaged)) is ImageException, $"byte {i}");
        }
    }

    public static TheoryData<string, byte[]> Malformed() => new()
    {
        { "no picture size", new PngFile().Header(0, 1, 8, 0).Rows(0).End() },
        { "colour type 5", new PngFile().Header(1, 1, 8, 5).Rows(0).End() },
        { "3 bits", new PngFile().Header(1, 1, 3, 0).Rows(0).End() },
        { "interlace", new PngFile().Header(1, 1, 8, 0, 2).Rows(0).End() },
        { "first chunk", new PngFile().Chunk("tEXt").Header(1, 1, 8, 0).Rows(0, 1).End() },
        { "no image data", new PngFile().Header(1, 1, 8, 0).End() },
        { "last row", new PngFile().Header(1, 2, 8, 0).Rows(0, 1, 0).End() },
        { "more image data", new PngFile().Header(1, 1, 8, 0).Rows(0, 1, 0, 1).End() },
        { "filter 9", new PngFile().Header(1, 1, 8, 0).Rows(9, 1).End() },
        { "colour 3 of a palette of 1", new PngFile().Header(1, 1, 8, 3).Chunk("PLTE", 1, 2, 3).Rows(0, 3).End() },
        { "compressed", new PngFile().Header(1, 1, 8, 0).Chunk("IDAT", 1, 2, 3, 4).End() },
        { "too early", new PngFile().Header(1, 1, 8, 0).Rows(0, 1).Bytes },
        { "four letters", new PngFile().Header(1, 1, 8, 0).Chunk("a\nbc").Rows(0, 1).End() },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_files_are_errors_of_one_line(string expected, byte[] file)
    {
        var failure = Assert.Throws<ImageException>(() => PngDecoder.Decode(file));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Mutations_raise_nothing_but_image_exceptions()
    {
        var options = new PngReadOptions { MaximumPixels = 1_000_000 };
        var before = GC.GetAllocatedBytesForCurrentThread();

        Mutations.Try<ImageException>(Samples(), 3_000, file => PngDecoder.Decode(file, options));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000_000);
    }

    // Without checksums that match, a mutation would never get past the first chunk: they are made after it.
    static byte[][] Samples() =>
    [
        s_valid,
        new PngFile().Header(5, 5, 1, 3, 1).Chunk("PLTE", 1, 2, 3, 4, 5, 6).Chunk("tRNS", 1).Rows(new byte[36]).End(),
        PngEncoder.Encode(new Picture(4, 4, PixelFormat.Rgba, new byte[64])),
    ];
}
