using System.Buffers.Binary;
using System.Text;

namespace Tessera.Datasets.Npy;

/// <summary>
/// What a .npy file begins with: element type and shape of an array in C order, and where its data begins. Source:
/// NumPy's documentation, numpy.lib.format. Formats 1.0 to 3.0 are read; 1.0 is written.
/// </summary>
public sealed record NpyHeader
{
    const int PrefixBytes = 10; // magic, version, a two-byte length
    const int Alignment = 64;
    const int LongestText = 65_535;

    NpyHeader(NpyType type, IReadOnlyList<long> shape, long dataOffset, string name)
    {
        (Type, Shape, DataOffset) = (type, shape, dataOffset);
        try
        {
            RowBytes = shape.Skip(1).Aggregate((long)type.Bytes(), (bytes, length) => checked(bytes * length));
            _ = checked((RowBytes * Rows) + dataOffset);
        }
        catch (OverflowException exception)
        {
            throw TesseraException.User($"'{name}': an array of ({string.Join(", ", shape)}) is too large.", exception);
        }
    }

    public NpyType Type { get; }

    /// <summary>Lengths of the dimensions, the slowest first; empty for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>
    /// Where the data begins: bytes from the beginning of the file, a multiple of 64 in files written here.
    /// </summary>
    public long DataOffset { get; }

    /// <summary>The length of the first dimension; 1 for a single number.</summary>
    public long Rows => Shape.Count == 0 ? 1 : Shape[0];

    /// <summary>Bytes of one row: everything beneath one index of the first dimension.</summary>
    public long RowBytes { get; }

    /// <summary>Bytes of the whole file.</summary>
    public long FileBytes => DataOffset + (Rows * RowBytes);

    static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The header of a file to be written.</summary>
    public static NpyHeader Create(NpyType type, params IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        foreach (var length in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(shape));
        }

        var unpadded = PrefixBytes + Text(type, shape).Length + 1;
        var dataOffset = (unpadded + Alignment - 1) / Alignment * Alignment;
        return new(type, shape, dataOffset, "shape");
    }

    /// <summary>Reads the header; the stream is left where the data begins.</summary>
    /// <exception cref="TesseraException">
    /// Not a .npy file, or of a kind that is not read; the message names the file.
    /// </exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> prefix = stackalloc byte[PrefixBytes + 2];
        Fill(stream, prefix[..8], name);
        if (!prefix.StartsWith(Magic) || prefix[6] is 0 or > 3 || prefix[7] != 0)
        {
            throw TesseraException.User($"'{name}' is not a .npy file of format 1.0, 2.0 or 3.0.");
        }

        var lengthBytes = prefix[6] == 1 ? 2 : 4;
        Fill(stream, prefix.Slice(8, lengthBytes), name);
        var length = lengthBytes == 2
            ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(prefix[8..]);
        if (length > LongestText)
        {
            throw TesseraException.User($"'{name}': a header of {length} bytes; at most {LongestText} are read.");
        }

        var text = new byte[length];
        Fill(stream, text, name);
        var (type, shape) = new NpyHeaderParser(Encoding.UTF8.GetString(text), name).Parse();
        return new(type, shape, 8 + lengthBytes + length, name);
    }

    /// <summary>The bytes of a format 1.0 header, padded so that the data begins at <see cref="DataOffset"/>.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[DataOffset];
        bytes.AsSpan().Fill((byte)' ');
        Magic.CopyTo(bytes);
        (bytes[6], bytes[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), checked((ushort)(DataOffset - PrefixBytes)));
        Encoding.ASCII.GetBytes(Text(Type, Shape), bytes.AsSpan(PrefixBytes));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    /// <summary>Where row i begins: bytes from the beginning of the file.</summary>
    public long OffsetOf(long row) => DataOffset + (row * RowBytes);

    internal void CheckElement<T>()
        where T : unmanaged
    {
        if (typeof(T) != Type.Element())
        {
            throw new ArgumentException($"The elements are {Type}, not {typeof(T).Name}.");
        }
    }

    static string Text(NpyType type, IReadOnlyList<long> shape)
    {
        var lengths = string.Join(", ", shape) + (shape.Count == 1 ? "," : "");
        return $"{{'descr': '{type.Descriptor()}', 'fortran_order': False, 'shape': ({lengths}), }}";
    }

    static void Fill(Stream stream, Span<byte> buffer, string name)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw TesseraException.User($"'{name}' ends within the header of a .npy file: it is cut short.");
        }
    }
}
