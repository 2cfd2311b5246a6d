using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Tests.Models.SavedModel;

/// <summary>
/// Writes a model's variables into as many data files as are asked for. Each entry of the index is a block of its own,
/// so that a few variables already give an index of several blocks.
/// </summary>
sealed class CheckpointBuilder(int shards)
{
    const uint MaskDelta = 0xa282ead8;
    const int HandlesLength = 40;
    const ulong Magic = 0xdb4775248b80fb57;

    readonly SortedDictionary<string, BundleEntryProto> _entries = new(StringComparer.Ordinal);
    readonly MemoryStream[] _data = [.. Enumerable.Range(0, shards).Select(_ => new MemoryStream())];

    /// <summary>How many data files the index claims; null for the truth.</summary>
    public int? ClaimedShards { get; set; }

    /// <summary>The variable's line in the index, to be damaged.</summary>
    public BundleEntryProto this[string key] => _entries[key];

    /// <summary>The stored form of a checksum.</summary>
    public static uint Seal(ReadOnlySpan<byte> bytes) =>
        BitOperations.RotateRight(Crc32C.Compute(bytes), 15) + MaskDelta;

    public CheckpointBuilder Add(string key, int shard, params float[] values)
    {
        var bytes = MemoryMarshal.AsBytes<float>(values);
        _entries[key] = new BundleEntryProto
        {
            Dtype = DataTypeProto.DtFloat,
            Shape = GraphBuilder.Shape(values.Length),
            ShardId = shard,
            Offset = _data[shard].Length,
            Size = bytes.Length,
            Crc32C = Seal(bytes),
        };
        _data[shard].Write(bytes);
        return this;
    }

    public MemoryModelFolder ToFolder()
    {
        var folder = new MemoryModelFolder();
        folder.Files[SavedModelFiles.VariablesIndex] = Index();
        for (var shard = 0; shard < _data.Length; shard++)
        {
            folder.Files[DataFile(shard)] = _data[shard].ToArray();
        }

        return folder;
    }

    /// <summary>The path of a data file.</summary>
    public string DataFile(int shard) => $"variables/variables.data-{shard:D5}-of-{_data.Length:D5}";

    byte[] Index()
    {
        var file = new MemoryStream();
        var handles = new List<(string, byte[])>
        {
            ("", Append(file, ("", new BundleHeaderProto { NumShards = ClaimedShards ?? _data.Length }.ToByteArray()))),
        };
        handles.AddRange(_entries.Select(entry => (entry.Key, Append(file, (entry.Key, entry.Value.ToByteArray())))));
        byte[] footer = [.. Append(file), .. Append(file, [.. handles])];
        file.Write(footer);
        file.Write(new byte[HandlesLength - footer.Length]);
        file.Write(BitConverter.GetBytes(Magic));
        return file.ToArray();
    }

    // Gives back the place and length of the block.
    static byte[] Append(MemoryStream file, params ReadOnlySpan<(string Key, byte[] Value)> pairs)
    {
        var block = new List<byte>();
        foreach (var (key, value) in pairs)
        {
            var name = Encoding.UTF8.GetBytes(key);
            block.AddRange([0, .. Varint(name.Length), .. Varint(value.Length), .. name, .. value]);
        }

        block.AddRange([0, 0, 0, 0, 1, 0, 0, 0]); // one point to restart from: the beginning
        byte[] handle = [.. Varint(file.Length), .. Varint(block.Count)];
        byte[] stored = [.. block, 0]; // not compressed
        file.Write(stored);
        var trailer = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Seal(stored));
        file.Write(trailer);
        return handle;
    }

    static byte[] Varint(long value)
    {
        var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteInt64(value);
        }

        return bytes.ToArray();
    }
}
