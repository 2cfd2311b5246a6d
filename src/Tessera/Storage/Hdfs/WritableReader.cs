namespace Tessera.Storage.Hdfs;

/// <summary>Reads byte strings as Hadoop's <c>Writable</c>s hold them: a length of 1 to 9 bytes, the bytes.</summary>
ref struct WritableReader(ReadOnlySpan<byte> bytes)
{
    readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    /// <summary>What has been read since a position.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => _bytes[start..Position];

    /// <exception cref="InvalidDataException">It is cut off.</exception>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadLength();
        Position += length;
        return _bytes.Slice(Position - length, length);
    }

    /// <summary>A count or a length: never more than there are bytes left.</summary>
    /// <exception cref="InvalidDataException">It is cut off, negative or too large.</exception>
    public int ReadLength()
    {
        var first = (sbyte)ReadByte();
        long value = first;
        if (first < -112)
        {
            value = 0;
            for (var more = first < -120 ? -120 - first : -112 - first; more > 0; more--)
            {
                value = (value << 8) | ReadByte();
            }

            value = first < -120 ? ~value : value;
        }

        return value >= 0 && value <= _bytes.Length - Position
            ? (int)value
            : throw new InvalidDataException($"a length of {value} where {_bytes.Length - Position} bytes are left");
    }

    byte ReadByte() => Position < _bytes.Length
        ? _bytes[Position++]
        : throw new InvalidDataException("it is cut off");
}
