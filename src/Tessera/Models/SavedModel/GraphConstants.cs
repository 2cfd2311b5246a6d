using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.SavedModel;

/// <summary>The values of a graph's constants; large ones are read from its file when they are needed.</summary>
/// <param name="folder">The model's files.</param>
sealed class GraphConstants(IModelFolder folder)
{
    /// <summary>The graph's file, looked for once: in HDFS each look is a request.</summary>
    readonly Lazy<(string Path, long Length)> _file = new(() => Find(folder));

    /// <summary>The value.</summary>
    /// <exception cref="TesseraException">Its type is not supported, or its bytes do not fit its shape.</exception>
    public Tensor Read(TensorProto proto)
    {
        if (proto.ContentLength == 0)
        {
            return TensorReader.Read(proto);
        }

        var (type, shape) = (TensorReader.ToElementType(proto.Dtype), TensorReader.ToShape(proto.TensorShape));
        var (file, length) = _file.Value;
        if (proto.ContentLength != (long)shape.ElementCount * type.Size()
            || proto.ContentOffset < 0
            || proto.ContentOffset > length - proto.ContentLength)
        {
            throw Damage.Of(
                $"'{folder.Locate(file)}' is damaged: {proto.ContentLength} bytes are not {type} {shape}");
        }

        return Tensor.Deferred(type, shape, target => folder.Read(file, proto.ContentOffset, target));
    }

    static (string Path, long Length) Find(IModelFolder folder)
    {
        var path = SavedModelReader.FindFrozenGraph(folder) ?? SavedModelFiles.Graph;
        return (path, folder.FindLength(path) ?? 0);
    }
}
