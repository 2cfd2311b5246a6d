using System.Numerics;
using System.Runtime.InteropServices;

namespace Tessera.Models.SavedModel;

/// <summary>The checksum of TensorFlow's checkpoints: CRC-32 with Castagnoli's polynomial (RFC 3720).</summary>
static class Crc32C
{
    // TensorFlow stores checksums rotated and with this added, so that a checksum of checksums stays meaningful.
    const uint MaskDelta = 0xa282ead8;

    /// <summary>The checksum of all bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => ~Append(uint.MaxValue, bytes);

    /// <summary>The checksum behind a stored one.</summary>
    public static uint Unmask(uint stored) => BitOperations.RotateLeft(stored - MaskDelta, 15);

    static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return crc;
    }
}
