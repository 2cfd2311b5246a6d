using System.Text;
using Tessera.Datasets.Npy;

namespace Tessera.Tests.Datasets.Npy;

public sealed class NpyTests
{
    [Fact]
    public void A_header_is_as_NumPy_writes_it()
    {
        var bytes = NpyHeader.Create(NpyType.UInt8, 1000, 32, 32, 3).ToBytes();

        Assert.Equal(128, bytes.Length);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0], bytes[..10]);
        Assert.Equal(
            "{'descr': '|u1', 'fortran_order': False, 'shape': (1000, 32, 32, 3), }".PadRight(117) + "\n",
            Encoding.ASCII.GetString(bytes, 10, 118));
    }

    [Theory]
    [InlineData(new long[0], "()")]
    [InlineData(new long[] { 5 }, "(5,)")]
    [InlineData(new long[] { 5, 6 }, "(5, 6)")]
    public void Tuples_are_written_as_Python_does(long[] shape, string expected)
    {
        var bytes = NpyHeader.Create(NpyType.Float64, shape).ToBytes();

        Assert.Contains($"'shape': {expected},", Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(0, bytes.Length % 64);
        Assert.Equal(shape, Read(bytes).Shape);
    }

    [Fact]
    public void Every_element_type_is_written_and_read_back()
    {
        RoundTrip<bool>(NpyType.Bool, [true, false, true, true]);
        RoundTrip<byte>(NpyType.UInt8, [1, 2, 3, 255]);
        RoundTrip<int>(NpyType.Int32, [-1, 2, int.MaxValue, 0]);
        RoundTrip<long>(NpyType.Int64, [-1, 2, long.MaxValue, 0]);
        RoundTrip<float>(NpyType.Float32, [1.5f, -2, float.MaxValue, 0]);
        RoundTrip<double>(NpyType.Float64, [1.5, -2, double.MaxValue, 0]);
    }

    static void RoundTrip<T>(NpyType type, T[] elements)
        where T : unmanaged
    {
        var file = new MemoryStream();
        var writer = new NpyWriter(file, NpyHeader.Create(type, 2, 2));
        writer.Write<T>(elements.AsSpan(0, 3));
        Assert.Throws<InvalidOperationException>(writer.Complete);
        writer.Write<T>(elements.AsSpan(3));
        writer.Complete();
        file.Position = 0;

        using var reader = new NpyReader(file, "x.npy");
        var row = new T[2];
        reader.ReadRows<T>(1, row);

        Assert.Equal(elements[2..], row);
        Assert.Equal(reader.Header.FileBytes, file.Length);
    }

    [Fact]
    public void Rows_lie_where_the_header_says()
    {
        var header = NpyHeader.Create(NpyType.UInt8, 10, 32, 32, 3);

        Assert.Equal((3072, 10), (header.RowBytes, header.Rows));
        Assert.Equal(128 + (7 * 3072), header.OffsetOf(7));
    }

    [Fact]
    public void Formats_2_and_3_are_read()
    {
        Assert.Equal([4, 2], Read(FileOf("{'shape':(4,2),'descr':\"<f4\",'fortran_order':False}", version: 2)).Shape);
        Assert.Equal([4L], Read(FileOf("{'descr': '<i8', 'fortran_order': False, 'shape': (4L,), } \n", 3)).Shape);
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        using var reader = new NpyReader(
            new MemoryStream([.. NpyHeader.Create(NpyType.UInt8, 2, 3).ToBytes(), .. new byte[6]]), "x");
        var writer = new NpyWriter(new MemoryStream(), NpyHeader.Create(NpyType.UInt8, 2));

        Assert.Throws<ArgumentException>(() => reader.ReadRows<float>(0, new float[3]));
        Assert.Throws<ArgumentException>(() => reader.ReadRows<byte>(0, new byte[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadRows<byte>(1, new byte[6]));
        Assert.Throws<ArgumentException>(() => writer.Write<byte>(new byte[3]));
        Assert.Throws<ArgumentException>(() => writer.Write<int>([]));
    }

    [Theory]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (1,)}", "'>f4'")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "'|O'")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1,)}", "Fortran")]
    [InlineData("{'descr': '<f4', 'fortran_order': None, 'shape': (1,)}", "neither")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "whole numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,)}", "whole numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4)}", "too large")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "needed")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "repeated")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x", "nothing else")]
    [InlineData("{'descr': '<f4' 'fortran_order': False, 'shape': (1,)}", "missing")]
    [InlineData("__import__('os').system('true')", "'{'")]
    [InlineData("{'descr': '<f\n4', 'fortran_order': False, 'shape': (1,)}", "characters")]
    public void Hostile_headers_are_errors_of_one_line_that_name_the_file(string text, string expected)
    {
        var failure = Assert.Throws<TesseraException>(() => Read(FileOf(text)));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.StartsWith("'x.npy'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_an_error()
    {
        byte[] file = [.. NpyHeader.Create(NpyType.UInt8, 2, 3).ToBytes(), .. new byte[6]];

        for (var length = 0; length < file.Length; length++)
        {
            var failure = Assert.Throws<TesseraException>(() => new NpyReader(new MemoryStream(file[..length]), "x"));
            Assert.Contains("cut short", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Mutations_raise_nothing_but_user_failures()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        byte[] file = [.. NpyHeader.Create(NpyType.Int64, 2, 3).ToBytes(), .. new byte[48]];

        Mutations.Try<TesseraException>([file], 3_000, bytes => new NpyReader(new MemoryStream(bytes), "x").Dispose());

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000);
    }

    static NpyHeader Read(byte[] file) => NpyHeader.Read(new MemoryStream(file), "x.npy");

    static byte[] FileOf(string text, byte version = 1)
    {
        byte[] magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', version, 0];
        var length = BitConverter.GetBytes(text.Length)[..(version == 1 ? 2 : 4)];
        return [.. magic, .. length, .. Encoding.ASCII.GetBytes(text)];
    }
}
