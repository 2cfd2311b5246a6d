namespace Tessera.Models.SavedModel;

/// <summary>Reads from bytes that may be damaged.</summary>
/// <param name="bytes">What to read.</param>
/// <param name="location">The file, for messages.</param>
sealed class ByteReader(ReadOnlyMemory<byte> bytes, string location)
{
    int _position;

    public bool IsAtEnd => _position == bytes.Length;

    /// <summary>A number of seven bits a byte, lowest first; never negative.</summary>
    public long ReadVarint()
    {
        var value = 0L;
        for (var shift = 0; shift < 63 && !IsAtEnd; shift += 7)
        {
            var part = bytes.Span[_position++];
            value |= (long)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    public ReadOnlyMemory<byte> ReadBytes(long count)
    {
        if (count > bytes.Length - _position)
        {
            throw Damaged();
        }

        _position += (int)count;
        return bytes.Slice(_position - (int)count, (int)count);
    }

    TesseraException Damaged() => Damage.Of($"'{location}' is damaged: an entry is cut off");
}
