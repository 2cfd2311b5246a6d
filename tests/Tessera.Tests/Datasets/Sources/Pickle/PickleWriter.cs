using System.Text;

namespace Tessera.Tests.Datasets.Sources.Pickle;

/// <summary>Writes pickles operation by operation, as Python 2 (protocol 2) and Python 3 (protocol 4) do.</summary>
sealed class PickleWriter
{
    readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes, (byte)'.'];

    /// <summary>A CIFAR batch as Python 2's cPickle wrote it: protocol 2, everything a byte string.</summary>
    public static byte[] BatchOfPython2(byte[] labels, byte[] data) => new PickleWriter()
        .Raw(0x80, 2).Raw("}q\x01(")
        .ShortString("batch_label").Raw("q\x02").ShortString("training batch 1 of 5").Raw("q\x03")
        .ShortString("labels").Raw("q\x04]q\x05(").Labels(labels).Raw("e")
        .ShortString("data").Raw("q\x06")
        .Raw("cnumpy.core.multiarray\n_reconstruct\nq\x07" + "cnumpy\nndarray\nq\x08K").Raw(0).Raw(0x85)
        .ShortString("b").Raw(0x87).Raw("R(K\x01").Number(labels.Length).Number(3072).Raw(0x86)
        .Raw("cnumpy\ndtype\n").ShortString("u1").Raw("K").Raw(0).Raw("K\x01").Raw(0x87).Raw("R(K\x03")
        .ShortString("|").Raw("NNNJ").Raw(255, 255, 255, 255).Raw("J").Raw(255, 255, 255, 255).Raw("K").Raw(0).Raw("tb")
        .Raw(0x89).Raw("T").Raw(BitConverter.GetBytes(data.Length)).Raw(data).Raw("tb")
        .ShortString("filenames").Raw("](").ShortString("a.png").Raw("eu").Bytes;

    /// <summary>The same as Python 3 writes it: protocol 4, text keys, framed.</summary>
    public static byte[] BatchOfPython3(byte[] labels, byte[] data) => new PickleWriter()
        .Raw(0x80, 4).Raw(0x95).Raw(new byte[8]).Raw("}").Raw(0x94).Raw("(")
        .Text("labels").Raw("]").Raw(0x94).Raw("(").Labels(labels).Raw("e")
        .Text("data").Text("numpy._core.multiarray").Text("_reconstruct").Raw(0x93)
        .Text("numpy").Text("ndarray").Raw(0x93).Raw("K").Raw(0).Raw(0x85)
        .Raw("C\x01" + "b").Raw(0x87).Raw("R(K\x01").Number(labels.Length).Number(3072).Raw(0x86)
        .Text("numpy").Text("dtype").Raw(0x93).Text("u1").Raw(0x89, 0x88, 0x87).Raw("R(K\x03")
        .Text("|").Raw("NNNJ").Raw(255, 255, 255, 255).Raw("J").Raw(255, 255, 255, 255).Raw("K").Raw(0).Raw("tb")
        .Raw(0x89).Raw("B").Raw(BitConverter.GetBytes(data.Length)).Raw(data).Raw("tbu").Bytes;

    public static byte[] ClassNames(IEnumerable<string> names)
    {
        var writer = new PickleWriter().Raw(0x80, 2).Raw("}(").ShortString("label_names").Raw("](");
        foreach (var name in names)
        {
            writer.ShortString(name);
        }

        return writer.Raw("eu").Bytes;
    }

    public PickleWriter Raw(string latin1) => Raw(Encoding.Latin1.GetBytes(latin1));

    public PickleWriter Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleWriter ShortString(string text) => Raw((byte)'U', (byte)text.Length).Raw(text);

    public PickleWriter Text(string text) => Raw(0x8C, (byte)text.Length).Raw(text).Raw(0x94);

    PickleWriter Number(int value) => Raw("M").Raw(BitConverter.GetBytes((ushort)value));

    PickleWriter Labels(byte[] labels) => labels.Aggregate(this, (writer, label) => writer.Raw((byte)'K', label));
}
