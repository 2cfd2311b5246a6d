using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Tessera.Training;

/// <summary>
/// Checkpoints as bytes: magic, format, length of the content, content, SHA-256 of the content. All little-endian.
/// </summary>
public static class CheckpointFile
{
    /// <summary>The largest content that is read, in bytes: three times 150 million parameters.</summary>
    public const int MostBytes = 1_800_000_000;

    const uint Magic = 0x4B435354; // "TSCK"
    const int Format = 1;
    const int MostEpochs = 100_000;
    const int MostIdentityBytes = 4096;

    /// <summary>Writes one; the stream stays open.</summary>
    public static void Write(Checkpoint checkpoint, Stream stream)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            WriteContent(checkpoint, writer);
        }

        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        using var head = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        head.Write(Magic);
        head.Write(Format);
        head.Write(bytes.Length);
        head.Write(bytes);
        head.Write(SHA256.HashData(bytes));
    }

    /// <summary>Reads one; null when it is damaged or of another format, so that an older one can be tried.</summary>
    public static Checkpoint? Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadUInt32() != Magic || reader.ReadInt32() != Format)
            {
                return null;
            }

            var content = ReadContent(reader);
            var sum = reader.ReadBytes(SHA256.HashSizeInBytes);
            return content is not null && sum.AsSpan().SequenceEqual(SHA256.HashData(content)) ? Parse(content) : null;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    /// <summary>Grows with what is there, so that a wrong length costs nothing.</summary>
    static byte[]? ReadContent(BinaryReader reader)
    {
        const int Block = 1 << 20;
        var length = reader.ReadInt32();
        if (length is < 0 or > MostBytes)
        {
            return null;
        }

        using var content = new MemoryStream();
        while (content.Length < length)
        {
            var block = reader.ReadBytes((int)Math.Min(Block, length - content.Length));
            if (block.Length == 0)
            {
                return null;
            }

            content.Write(block);
        }

        return content.ToArray();
    }

    static void WriteContent(Checkpoint checkpoint, BinaryWriter writer)
    {
        var identity = Encoding.UTF8.GetBytes(checkpoint.Identity);
        writer.Write(identity.Length);
        writer.Write(identity);
        writer.Write(checkpoint.Step);
        WriteNumbers(checkpoint.Weights, writer);
        WriteNumbers(checkpoint.Velocities, writer);
        WriteNumbers(checkpoint.Average, writer);
        writer.Write(checkpoint.EpochLoss);
        writer.Write(checkpoint.EpochCorrect);
        writer.Write(checkpoint.History.Length);
        foreach (var epoch in checkpoint.History)
        {
            WriteEpoch(epoch, writer);
        }
    }

    static void WriteNumbers(float[] numbers, BinaryWriter writer)
    {
        writer.Write(numbers.Length);
        writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    static void WriteEpoch(EpochResult epoch, BinaryWriter writer)
    {
        writer.Write(epoch.Epoch);
        writer.Write(epoch.Step);
        writer.Write(epoch.TrainLoss);
        writer.Write(epoch.TrainAccuracy);
        writer.Write(epoch.Validation is not null);
        writer.Write(epoch.Validation?.Loss ?? 0);
        writer.Write(epoch.Validation?.Accuracy ?? 0);
    }

    static Checkpoint Parse(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        return new Checkpoint
        {
            Identity = Encoding.UTF8.GetString(ReadBytes(reader, ReadLength(reader, 1, MostIdentityBytes))),
            Step = reader.ReadInt32(),
            Weights = ReadNumbers(reader),
            Velocities = ReadNumbers(reader),
            Average = ReadNumbers(reader),
            EpochLoss = reader.ReadDouble(),
            EpochCorrect = reader.ReadInt64(),
            History = ReadHistory(reader),
        };
    }

    static float[] ReadNumbers(BinaryReader reader)
    {
        var length = ReadLength(reader, sizeof(float), MostBytes / sizeof(float));
        return MemoryMarshal.Cast<byte, float>(ReadBytes(reader, length * sizeof(float))).ToArray();
    }

    static ImmutableArray<EpochResult> ReadHistory(BinaryReader reader)
    {
        var epochs = ImmutableArray.CreateBuilder<EpochResult>();
        for (var rest = ReadLength(reader, 1, MostEpochs); rest > 0; rest--)
        {
            epochs.Add(ReadEpoch(reader));
        }

        return epochs.ToImmutable();
    }

    static EpochResult ReadEpoch(BinaryReader reader)
    {
        var epoch = new EpochResult(
            reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), Validation: null);
        var hasValidation = reader.ReadBoolean();
        var validation = new Evaluation(reader.ReadDouble(), reader.ReadDouble());
        return hasValidation ? epoch with { Validation = validation } : epoch;
    }

    /// <summary>A count of things of so many bytes, which must all be there.</summary>
    static int ReadLength(BinaryReader reader, int size, int most)
    {
        var length = reader.ReadInt32();
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        return length >= 0 && length <= most && (long)length * size <= left ? length : throw new EndOfStreamException();
    }

    static byte[] ReadBytes(BinaryReader reader, int count) => reader.ReadBytes(count);
}
