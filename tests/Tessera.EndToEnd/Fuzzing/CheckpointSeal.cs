using System.Buffers.Binary;
using Tessera.Models.SavedModel;
using Tessera.Tests.Models.SavedModel;

namespace Tessera.EndToEnd.Fuzzing;

/// <summary>Damages the first block of a checkpoint's index and seals it again.</summary>
static class CheckpointSeal
{
    const int FooterLength = 48;
    const int TrailerLength = 5;

    public static byte[] Damage(byte[] index, Random random)
    {
        var damaged = (byte[])index.Clone();
        // The block of meta-data, which the footer names first, follows on the only block of entries.
        var footer = new ByteReader(damaged.AsMemory(damaged.Length - FooterLength), "");
        var length = (int)footer.ReadVarint() - TrailerLength;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            damaged[random.Next(length)] = (byte)random.Next(256);
        }

        var checksum = CheckpointBuilder.Seal(damaged.AsSpan(0, length + 1));
        BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(length + 1), checksum);
        return damaged;
    }
}
