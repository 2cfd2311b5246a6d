using System.Buffers.Binary;

namespace Tessera.Datasets.Sources.Pickle;

/// <summary>
/// A cursor over a pickle's bytes. Every length is compared with what is left, so nothing is allocated on trust.
/// </summary>
sealed class PickleInput(ReadOnlyMemory<byte> pickle)
{
    public int Length => pickle.Length;

    public int Position { get; private set; }

    public byte ReadByte() => Read(1).Span[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Read(2).Span);

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Read(4).Span);

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Read(4).Span);

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Read(8).Span);

    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(Read(8).Span);

    /// <summary>The next bytes, not copied.</summary>
    public ReadOnlyMemory<byte> Read(ulong count)
    {
        if (count > (ulong)(pickle.Length - Position))
        {
            throw new PickleException($"it ends too early, at byte {pickle.Length}");
        }

        var bytes = pickle.Slice(Position, (int)count);
        Position += (int)count;
        return bytes;
    }

    /// <summary>The bytes up to the next line feed, without it.</summary>
    public ReadOnlyMemory<byte> ReadLine()
    {
        var length = pickle.Span[Position..].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw new PickleException($"a line without end at byte {Position}");
        }

        var line = Read((ulong)length);
        Position++;
        return line;
    }
}
