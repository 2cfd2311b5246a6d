using System.Buffers.Binary;
using System.Text;

namespace Tessera.Models.SavedModel;

/// <summary>
/// Reads a checkpoint's index: a sorted string table in LevelDB's format (blocks of prefix-compressed keys, an index
/// block of block handles, a footer of 48 bytes), whose blocks carry a CRC-32C.
/// </summary>
/// <param name="file">The whole file.</param>
/// <param name="location">Path or URL, for messages.</param>
sealed class CheckpointTable(byte[] file, string location)
{
    const int FooterLength = 48;
    const int BlockTrailerLength = 5; // a byte that says how the block is compressed, then the CRC
    const ulong Magic = 0xdb4775248b80fb57;

    /// <summary>All entries, in the order of their keys.</summary>
    /// <exception cref="TesseraException">The file is damaged.</exception>
    public List<(string Key, ReadOnlyMemory<byte> Value)> ReadEntries()
    {
        var entries = new List<(string, ReadOnlyMemory<byte>)>();
        foreach (var (_, handle) in ReadBlock(ReadIndexHandle()))
        {
            entries.AddRange(ReadBlock(ReadHandle(new ByteReader(handle, location))));
        }

        return entries;
    }

    (long Offset, long Length) ReadIndexHandle()
    {
        if (file.Length < FooterLength
            || BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(file.Length - sizeof(ulong))) != Magic)
        {
            throw Damaged("it does not end like a checkpoint index");
        }

        var footer = new ByteReader(file.AsMemory(file.Length - FooterLength, FooterLength), location);
        ReadHandle(footer); // of the meta-index, which TensorFlow leaves empty
        return ReadHandle(footer);
    }

    static (long Offset, long Length) ReadHandle(ByteReader reader) => (reader.ReadVarint(), reader.ReadVarint());

    List<(string Key, ReadOnlyMemory<byte> Value)> ReadBlock((long Offset, long Length) handle)
    {
        var block = Verify(handle);
        if (block.Length < sizeof(uint))
        {
            throw Damaged("a block is too short");
        }

        var restarts = BinaryPrimitives.ReadUInt32LittleEndian(block.Span[^sizeof(uint)..]);
        var end = block.Length - sizeof(uint) * (1 + (long)restarts);
        if (end < 0)
        {
            throw Damaged("a block has more restart points than bytes");
        }

        return ReadPairs(new ByteReader(block[..(int)end], location));
    }

    List<(string Key, ReadOnlyMemory<byte> Value)> ReadPairs(ByteReader reader)
    {
        var pairs = new List<(string, ReadOnlyMemory<byte>)>();
        byte[] key = [];
        while (!reader.IsAtEnd)
        {
            var shared = reader.ReadVarint();
            var own = reader.ReadVarint();
            var length = reader.ReadVarint();
            if (shared > key.Length)
            {
                throw Damaged("a key shares more bytes with the one before it than that one has");
            }

            key = [.. key.AsSpan(0, (int)shared), .. reader.ReadBytes(own).Span];
            pairs.Add((Encoding.UTF8.GetString(key), reader.ReadBytes(length)));
        }

        return pairs;
    }

    ReadOnlyMemory<byte> Verify((long Offset, long Length) handle)
    {
        var (offset, length) = handle;
        if (offset > file.Length || length > file.Length - offset - BlockTrailerLength)
        {
            throw Damaged("a block lies outside of the file");
        }

        var sealedLength = (int)length + 1;
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)offset + sealedLength));
        if (Crc32C.Compute(file.AsSpan((int)offset, sealedLength)) != Crc32C.Unmask(stored))
        {
            throw Damaged("a block's checksum is wrong");
        }

        return file[(int)(offset + length)] == 0
            ? file.AsMemory((int)offset, (int)length)
            : throw Damaged("a block is compressed, which TensorFlow never does");
    }

    TesseraException Damaged(string why) => Damage.Of($"'{location}' is damaged: {why}");
}
