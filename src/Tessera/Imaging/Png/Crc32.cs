using System.Buffers.Binary;

namespace Tessera.Imaging.Png;

/// <summary>The CRC of PNG and zip (polynomial 0xEDB88320, reflected), eight bytes a step.</summary>
static class Crc32
{
    public const uint Start = 0xFFFFFFFF;

    const int Slices = 8;

    static readonly uint[] s_tables = BuildTables();

    /// <summary>The state after more bytes; the checksum itself is the complement of the last state.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> data)
    {
        var tables = s_tables;
        for (; data.Length >= Slices; data = data[Slices..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            state = tables[0x700 + (low & 0xFF)] ^ tables[0x600 + ((low >> 8) & 0xFF)]
                ^ tables[0x500 + ((low >> 16) & 0xFF)] ^ tables[0x400 + (low >> 24)]
                ^ tables[0x300 + (high & 0xFF)] ^ tables[0x200 + ((high >> 8) & 0xFF)]
                ^ tables[0x100 + ((high >> 16) & 0xFF)] ^ tables[high >> 24];
        }

        foreach (var value in data)
        {
            state = (state >> 8) ^ tables[(byte)(state ^ value)];
        }

        return state;
    }

    // Table k advances a byte by k further zero bytes.
    static uint[] BuildTables()
    {
        var tables = new uint[Slices * 256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ (0xEDB88320 & (0 - (value & 1)));
            }

            tables[i] = value;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        }

        return tables;
    }
}
