using System.Text;
using Tessera.Datasets.Sources.Pickle;

namespace Tessera.Tests.Datasets.Sources.Pickle;

public sealed class UnpicklerTests
{
    [Theory]
    [InlineData("N.", null)]
    [InlineData("\u0088.", true)]
    [InlineData("I01\n.", true)]
    [InlineData("I-12\n.", -12L)]
    [InlineData("L99L\n.", 99L)]
    [InlineData("K\u00FF.", 255L)]
    [InlineData("M\u0001\u0002.", 513L)]
    [InlineData("J\u00FF\u00FF\u00FF\u00FF.", -1L)]
    [InlineData("\u008A\u0002\u0000\u00FF.", -256L)]
    [InlineData("\u008A\u0000.", 0L)]
    [InlineData("F1.5\n.", 1.5)]
    [InlineData("G\u003F\u00F8\u0000\u0000\u0000\u0000\u0000\u0000.", 1.5)]
    [InlineData("X\u0002\u0000\u0000\u0000\u00C3\u00BC.", "ü")]
    [InlineData("V\\u00fc\\U0001f600x\n.", "ü\U0001F600x")]
    [InlineData("\u0080\u0004\u0095\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u008C\u0001a\u0094.", "a")]
    public void Literals_of_every_protocol_are_read(string pickle, object? expected) =>
        Assert.Equal(expected, Read(pickle));

    [Theory]
    [InlineData("U\u0002a\u00FF.")]
    [InlineData("T\u0002\u0000\u0000\u0000a\u00FF.")]
    [InlineData("S'a\\xff'\np0\n.")]
    [InlineData("C\u0002a\u00FF.")]
    [InlineData("\u0096\u0002\u0000\u0000\u0000\u0000\u0000\u0000\u0000a\u00FF.")]
    [InlineData("c_codecs\nencode\nX\u0003\u0000\u0000\u0000a\u00C3\u00BFX\u0006\u0000\u0000\u0000latin1\u0086R.")]
    public void Bytes_of_every_protocol_are_read(string pickle) =>
        Assert.Equal([(byte)'a', 255], Assert.IsType<ReadOnlyMemory<byte>>(Read(pickle)).ToArray());

    [Theory]
    [InlineData("(lp0\nI1\naI2\na.")]
    [InlineData("]q\u0000(K\u0001K\u0002e.")]
    [InlineData("(K\u0001K\u0002l.")]
    [InlineData("]K\u0001aK\u0002a0](K\u0001K\u0002e.")]
    public void Lists_are_read(string pickle) => Assert.Equal([1L, 2L], Assert.IsType<List<object?>>(Read(pickle)));

    [Theory]
    [InlineData("K\u0001K\u0002\u0086.")]
    [InlineData("(K\u0001K\u0002t.")]
    public void Tuples_are_read(string pickle) => Assert.Equal([1L, 2L], Assert.IsType<object?[]>(Read(pickle)));

    [Theory]
    [InlineData("}U\u0001aK\u0005s.")]
    [InlineData("}(X\u0001\u0000\u0000\u0000aK\u0005K\u0001Nu.")]
    [InlineData("(dp0\nS'a'\nI5\ns.")]
    public void Dictionaries_are_read_with_text_and_byte_keys_alike(string pickle) =>
        Assert.Equal(5L, Assert.IsType<PickleDictionary>(Read(pickle))["a"]);

    [Fact]
    public void Arrays_of_both_Pythons_are_read()
    {
        var data = new byte[2 * 3072];
        data[^1] = 7;
        byte[][] pickles = [PickleWriter.BatchOfPython2([1, 2], data), PickleWriter.BatchOfPython3([1, 2], data)];
        foreach (var pickle in pickles)
        {
            var batch = Assert.IsType<PickleDictionary>(Unpickler.Read(pickle));
            var array = Assert.IsType<PickleArray>(batch["data"]);
            Assert.Equal([1L, 2L], Assert.IsType<List<object?>>(batch["labels"]));
            Assert.Equal("u1", array.ElementType);
            Assert.Equal([2, 3072], array.Shape);
            Assert.Equal(data, array.Data.ToArray());
        }
    }

    [Fact]
    public void Protocol_5_arrays_are_read()
    {
        var pickle = "cnumpy._core.numeric\n_frombuffer\n(C\u0004abcdcnumpy\ndtype\nU\u0002i2\u0085R(K\u0003U\u0001<NNN"
            + "tbK\u0002\u0085U\u0001CtR.";

        var array = Assert.IsType<PickleArray>(Read(pickle));

        Assert.Equal(("i2", 2L, 4), (array.ElementType, array.Shape[0], array.Data.Length));
    }

    static object? Read(string pickle) => Unpickler.Read(Encoding.Latin1.GetBytes(pickle));
}
