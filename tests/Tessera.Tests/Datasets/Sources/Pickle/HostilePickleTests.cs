using System.Text;
using Tessera.Datasets.Sources.Pickle;

namespace Tessera.Tests.Datasets.Sources.Pickle;

public sealed class HostilePickleTests
{
    [Theory]
    [InlineData("cos\nsystem\n(S'touch x'\ntR.", "'os.system'")]
    [InlineData("c__builtin__\neval\n(S'1'\ntR.", "'__builtin__.eval'")]
    [InlineData("\u008C\u0002os\u008C\u0006system\u0093.", "'os.system'")]
    [InlineData("cnumpy\nload\n.", "'numpy.load'")]
    [InlineData("cnum\u0007py\nload\n.", "'num?py.load'")]
    [InlineData("(ios\nsystem\n.", "0x69")]
    [InlineData("(cnumpy\nndarray\no.", "0x6F")]
    [InlineData("cnumpy\nndarray\n)\u0081.", "0x81")]
    [InlineData("Pid\n.", "0x50")]
    [InlineData("\u0082\u0001.", "0x82")]
    [InlineData("\u0097.", "0x97")]
    [InlineData("cnumpy\nndarray\n)R.", "'Array'")]
    [InlineData("cnumpy\nndarray\n.", "no data")]
    [InlineData("cnumpy\ndtype\n(U\u0002O8I0\nI1\ntR.", "'O8'")]
    [InlineData("\u0080\u0006N.", "protocol 6")]
    [InlineData("T\u00FF\u00FF\u00FF\u007Fa.", "too early")]
    [InlineData("\u008E\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FFa.", "too early")]
    [InlineData("", "too early")]
    [InlineData("0.", "nothing on the stack")]
    [InlineData("N(0.", "nothing on the stack")]
    [InlineData("t.", "no mark")]
    [InlineData("h\u0001.", "memo 1")]
    [InlineData("}NNs.", "key of type None")]
    [InlineData("}(Nu.", "without value")]
    [InlineData("Na.", "nothing on the stack")]
    [InlineData("NNa.", "expected")]
    [InlineData("X\u0001\u0000\u0000\u0000\u00FF.", "UTF-8")]
    [InlineData("\u008A\u0009\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001.", "9 bytes")]
    [InlineData("I1", "line without end")]
    [InlineData("S'a\\x0'\n.", "escape")]
    public void Hostile_pickles_are_refused_with_the_reason(string pickle, string expected)
    {
        var failure = Assert.Throws<PickleException>(() => Unpickler.Read(Encoding.Latin1.GetBytes(pickle)));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("J\u00FF\u00FF\u00FF\u007FJ\u00FF\u00FF\u00FF\u007F\u0086", "U\u0002u1", "\u0089")]
    [InlineData("K\u0003\u0085", "U\u0002u1", "\u0089")]
    [InlineData("J\u00FF\u00FF\u00FF\u00FF\u0085", "U\u0002u1", "\u0089")]
    [InlineData("K\u0001\u0085", "U\u0002i8", "\u0089")]
    [InlineData("K\u0002K\u0001\u0086", "U\u0002u1", "\u0088")]
    public void Arrays_whose_shape_and_bytes_differ_are_refused(string shape, string type, string isFortran)
    {
        var pickle = "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\u0000\u0085U\u0001btR(K\u0001" + shape
            + "cnumpy\ndtype\n(" + type + "K\u0000K\u0001tR" + isFortran + "U\u0002abtb.";

        var failure = Assert.Throws<PickleException>(() => Unpickler.Read(Encoding.Latin1.GetBytes(pickle)));

        Assert.Contains("NumPy array", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_are_bounded_in_number()
    {
        var failure = Assert.Throws<PickleException>(
            () => Unpickler.Read(new byte[3_000_000].Select(_ => (byte)'N').ToArray()));

        Assert.Contains("objects", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_text_cannot_be_encoded_over_and_over()
    {
        var text = new string('x', 1000);
        var encode = "h\u0001h\u0002X\u0006\u0000\u0000\u0000latin1\u0086R";
        var pickle = "c_codecs\nencode\nq\u0001X\u00E8\u0003\u0000\u0000" + text
            + "q\u0002" + string.Concat(Enumerable.Repeat(encode, 100)) + ".";

        Assert.Throws<PickleException>(() => Unpickler.Read(Encoding.Latin1.GetBytes(pickle)));
    }

    [Fact]
    public void Mutations_raise_nothing_but_pickle_exceptions()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        byte[][] samples =
        [
            PickleWriter.BatchOfPython2([1], new byte[3072])[..360],
            PickleWriter.BatchOfPython3([1], new byte[3072]),
            PickleWriter.ClassNames(["a", "b"]),
            Encoding.Latin1.GetBytes("(dp0\nS'a'\n(I5\nF1\nV\\u00fc\ntp1\nsS'b'\ng1\ns."),
        ];

        Mutations.Try<PickleException>(samples, 8_000, file => Unpickler.Read(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000);
    }
}
