using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Tessera.Imaging.Png;

/// <summary>Walks a PNG's chunks; checks each one's length and CRC. Never reads past the chunk IEND.</summary>
sealed class PngChunkReader(Stream stream)
{
    static readonly SearchValues<byte> s_letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    readonly byte[] _scratch = new byte[8];
    uint _crc;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public PngChunkType Type { get; private set; }

    /// <summary>Bytes of the current chunk's data that have not been read.</summary>
    public int Remaining { get; private set; }

    public void ReadSignature()
    {
        if (stream.ReadAtLeast(_scratch, 8, throwOnEndOfStream: false) < 8 || !Signature.SequenceEqual(_scratch))
        {
            throw new ImageException("Not a PNG: the first eight bytes are not the signature.");
        }
    }

    public void NextChunk()
    {
        Fill(_scratch);
        var length = BinaryPrimitives.ReadUInt32BigEndian(_scratch);
        if (length > int.MaxValue)
        {
            throw new ImageException($"PNG: a chunk of {length} bytes is not allowed.");
        }

        Type = (PngChunkType)BinaryPrimitives.ReadUInt32BigEndian(_scratch.AsSpan(4));
        Remaining = (int)length;
        if (_scratch.AsSpan(4).ContainsAnyExcept(s_letters))
        {
            throw new ImageException("PNG: a chunk's name is not four letters: the file is damaged.");
        }

        _crc = Crc32.Append(Crc32.Start, _scratch.AsSpan(4, 4));
        if (Remaining == 0)
        {
            CheckCrc();
        }
    }

    /// <summary>Reads some of the current chunk's data; 0 only at its end, when its CRC has been found right.</summary>
    public int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, Remaining);
        if (count == 0)
        {
            return 0;
        }

        Fill(buffer[..count]);
        _crc = Crc32.Append(_crc, buffer[..count]);
        Remaining -= count;
        if (Remaining == 0)
        {
            CheckCrc();
        }

        return count;
    }

    /// <summary>The whole data of the current chunk, which must have between the two numbers of bytes.</summary>
    public byte[] ReadData(int minimum, int maximum)
    {
        if (Remaining < minimum || Remaining > maximum)
        {
            throw new ImageException($"PNG: chunk {Name} has {Remaining} bytes, allowed are {minimum} to {maximum}.");
        }

        var data = new byte[Remaining];
        Read(data);
        return data;
    }

    /// <summary>Goes past the current chunk, checking its CRC.</summary>
    public void Skip()
    {
        Span<byte> buffer = stackalloc byte[1024];
        while (Read(buffer) > 0)
        {
        }
    }

    string Name
    {
        get
        {
            Span<byte> letters = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(letters, (uint)Type);
            return Encoding.ASCII.GetString(letters);
        }
    }

    void CheckCrc()
    {
        Span<byte> stored = stackalloc byte[4];
        Fill(stored);
        if (BinaryPrimitives.ReadUInt32BigEndian(stored) != ~_crc)
        {
            throw new ImageException($"PNG: the checksum of chunk {Name} is wrong: the file is damaged.");
        }
    }

    void Fill(Span<byte> buffer)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw new ImageException("PNG: the file ends too early: it is cut short.");
        }
    }
}
