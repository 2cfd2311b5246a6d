using Google.Protobuf;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.SavedModel;

/// <summary>
/// The variables of a SavedModel: an index table, and data files that hold the values one after the other.
/// </summary>
sealed class CheckpointBundle
{
    // An index holds about a hundred bytes a variable.
    const int MaximumIndexLength = 256 << 20;
    const int BigEndian = 1;

    readonly IModelFolder _folder;
    readonly Dictionary<string, BundleEntryProto> _entries = [];
    readonly BundleHeaderProto _header = new();

    /// <exception cref="TesseraException">The index is missing or damaged.</exception>
    public CheckpointBundle(IModelFolder folder)
    {
        _folder = folder;
        var location = $"{folder.Location}/{SavedModelFiles.VariablesIndex}";
        foreach (var (key, value) in new CheckpointTable(ReadIndex(location), location).ReadEntries())
        {
            if (key.Length == 0)
            {
                _header = Parse(BundleHeaderProto.Parser, value, location);
            }
            else
            {
                _entries[key] = Parse(BundleEntryProto.Parser, value, location);
            }
        }

        if (_header.Endianness == BigEndian)
        {
            throw TesseraException.User($"'{location}' was written by a big-endian machine, which is not supported");
        }

        if (_header.NumShards < 1)
        {
            throw Damage.Of($"'{location}' is damaged: it counts {_header.NumShards} data files");
        }
    }

    /// <summary>The value of a variable; a large one is read and its checksum compared when it is needed.</summary>
    /// <param name="key">Its name in the checkpoint.</param>
    /// <exception cref="TesseraException">There is none, or it is damaged.</exception>
    public Tensor Read(string key)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            throw Damage.Of($"the checkpoint of '{_folder.Location}' holds no variable '{key}'");
        }

        if (entry.Slices.Count > 0)
        {
            throw TesseraException.User($"variable '{key}' is stored in slices, which is not supported");
        }

        var type = TensorReader.ToElementType(entry.Dtype);
        var shape = TensorReader.ToShape(entry.Shape);
        if (entry.Size != (long)shape.ElementCount * type.Size())
        {
            throw Damaged(key, $"{entry.Size} bytes are not {type} {shape}");
        }

        var path = FindData(key, entry);
        var tensor = Tensor.Deferred(type, shape, target => ReadData(key, entry, path, target));
        return entry.Size < Tensor.FewestDeferredBytes ? new Tensor(type, shape, tensor.Bytes) : tensor;
    }

    byte[] ReadIndex(string location)
    {
        var length = _folder.FindLength(SavedModelFiles.VariablesIndex)
            ?? throw Damage.Of($"the model needs variables, but '{location}' does not exist");
        if (length > MaximumIndexLength)
        {
            throw Damage.Of($"'{location}' is larger than {MaximumIndexLength} bytes: it is no index");
        }

        return _folder.ReadAll(SavedModelFiles.VariablesIndex);
    }

    string FindData(string key, BundleEntryProto entry)
    {
        if (entry.ShardId < 0 || entry.ShardId >= _header.NumShards)
        {
            throw Damaged(key, $"it is in data file {entry.ShardId}, but there are 0 to {_header.NumShards - 1}");
        }

        var path = $"{SavedModelFiles.VariablesPrefix}.data-{entry.ShardId:D5}-of-{_header.NumShards:D5}";
        var length = _folder.FindLength(path) ?? throw Damaged(key, $"its file {path} does not exist");
        if (entry.Offset < 0 || entry.Offset > length || entry.Size > Math.Min(length - entry.Offset, Array.MaxLength))
        {
            throw Damaged(key, $"it lies outside of {path}");
        }

        return path;
    }

    void ReadData(string key, BundleEntryProto entry, string path, Span<byte> target)
    {
        _folder.Read(path, entry.Offset, target);
        if (Crc32C.Compute(target) != Crc32C.Unmask(entry.Crc32C))
        {
            throw Damaged(key, "its checksum is wrong");
        }
    }

    static T Parse<T>(MessageParser<T> parser, ReadOnlyMemory<byte> bytes, string location)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes.Span);
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw TesseraException.User($"'{location}' is damaged: {failure.Message}", failure);
        }
    }

    TesseraException Damaged(string key, string why) =>
        Damage.Of($"variable '{key}' of '{_folder.Location}' is damaged: {why}");
}
