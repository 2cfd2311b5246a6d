using System.Buffers.Binary;
using System.IO.Compression;

namespace Tessera.Imaging.Png;

/// <summary>Writes eight-bit PNG files; each row takes the filter that leaves the smallest differences.</summary>
public static class PngEncoder
{
    public static byte[] Encode(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var file = new MemoryStream();
        file.Write(PngChunkReader.Signature);
        WriteChunk(file, PngChunkType.Header, Header(picture));
        WriteChunk(file, PngChunkType.ImageData, Compress(picture));
        WriteChunk(file, PngChunkType.End, []);
        return file.ToArray();
    }

    static byte[] Header(Picture picture)
    {
        var header = new byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 8;
        header[9] = (byte)(picture.Format switch
        {
            PixelFormat.Gray => PngColorType.Gray,
            PixelFormat.Rgb => PngColorType.Rgb,
            _ => PngColorType.Rgba,
        });
        return header;
    }

    static ReadOnlySpan<byte> Compress(Picture picture)
    {
        var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            WriteRows(stream, picture);
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    static void WriteRows(Stream stream, Picture picture)
    {
        ReadOnlySpan<byte> above = new byte[picture.Stride];
        var best = new byte[picture.Stride + 1];
        var candidate = new byte[picture.Stride + 1];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            var bestCost = long.MaxValue;
            foreach (var filter in Enum.GetValues<PngFilterType>())
            {
                candidate[0] = (byte)filter;
                PngFilter.Apply(filter, row, above, (int)picture.Format, candidate.AsSpan(1));
                var cost = Cost(candidate.AsSpan(1));
                if (cost < bestCost)
                {
                    bestCost = cost;
                    (best, candidate) = (candidate, best);
                }
            }

            stream.Write(best);
            above = row;
        }
    }

    // Small differences, of either sign, compress well.
    static long Cost(ReadOnlySpan<byte> filtered)
    {
        var sum = 0L;
        foreach (var value in filtered)
        {
            sum += Math.Abs((int)(sbyte)value);
        }

        return sum;
    }

    static void WriteChunk(Stream file, PngChunkType type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        BinaryPrimitives.WriteUInt32BigEndian(number, (uint)type);
        file.Write(number);
        file.Write(data);
        var crc = Crc32.Append(Crc32.Append(Crc32.Start, number), data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }
}
