using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Tessera.Imaging.Png;

namespace Tessera.Tests.Imaging.Png;

/// <summary>Writes PNG files of any kind, right or wrong, chunk by chunk.</summary>
sealed class PngFile
{
    readonly List<byte> _file = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public byte[] Bytes => [.. _file];

    public PngFile Header(int width, int height, int depth, int color, int interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = ((byte)depth, (byte)color, (byte)interlace);
        return Chunk("IHDR", data);
    }

    /// <summary>Filtered rows, each with its filter byte.</summary>
    public PngFile Rows(params byte[] rows)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(rows);
        }

        return Chunk("IDAT", compressed.ToArray());
    }

    public PngFile Chunk(string name, params byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        _file.AddRange(number);
        var letters = Encoding.ASCII.GetBytes(name);
        _file.AddRange(letters);
        _file.AddRange(data);
        var crc = Crc32.Append(Crc32.Append(Crc32.Start, letters), data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        _file.AddRange(number);
        return this;
    }

    public byte[] End() => Chunk("IEND").Bytes;
}
