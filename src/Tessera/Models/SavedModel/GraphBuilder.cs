using System.Runtime.InteropServices;
using Google.Protobuf;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.SavedModel;

/// <summary>
/// Writes the nodes of a TensorFlow graph, one after the other; each method gives back the new node's name.
/// </summary>
sealed class GraphBuilder
{
    // TensorFlow gives each change of its operators a number; anything from 2022 on reads this.
    const int ProducerVersion = 1087;

    readonly GraphProto _graph = new() { Versions = new VersionProto { Producer = ProducerVersion } };
    readonly HashSet<string> _names = [];

    /// <summary>The graph.</summary>
    public GraphProto Graph => _graph;

    /// <summary>A shape; −1 stands for any extent.</summary>
    public static ShapeProto Shape(params ReadOnlySpan<int> extents)
    {
        var shape = new ShapeProto();
        foreach (var extent in extents)
        {
            shape.Dim.Add(new ShapeProto.Types.Dimension { Size = extent });
        }

        return shape;
    }

    /// <summary>What the caller of a signature gives: float32 of that shape.</summary>
    public string Placeholder(string name, params ReadOnlySpan<int> extents) =>
        Add(name, "Placeholder", [], ("dtype", Of(DataTypeProto.DtFloat)), ("shape", new() { Shape = Shape(extents) }));

    /// <summary>Weights; the array is not copied.</summary>
    public string Constant(string name, ReadOnlySpan<int> extents, float[] values) =>
        Constant(name, DataTypeProto.DtFloat, extents, UnsafeByteOperations.UnsafeWrap(new FloatBytes(values).Memory));

    /// <summary>A single number.</summary>
    public string Constant(string name, float value) => Constant(name, [], [value]);

    /// <summary>A vector of sizes or axes.</summary>
    public string Constant(string name, params ReadOnlySpan<int> values)
    {
        var bytes = new byte[values.Length * sizeof(int)];
        MemoryMarshal.AsBytes(values).CopyTo(bytes);
        return Constant(name, DataTypeProto.DtInt32, [values.Length], ByteString.CopyFrom(bytes));
    }

    /// <summary>An operator on float32 without attributes of its own.</summary>
    public string Operator(string name, string operatorName, params ReadOnlySpan<string> inputs) =>
        Add(name, operatorName, inputs, ("T", Of(DataTypeProto.DtFloat)));

    /// <summary>A convolution.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="images">What it takes.</param>
    /// <param name="kernel">(height, width, in, out).</param>
    /// <param name="stride">In both directions.</param>
    /// <param name="padding"><c>SAME</c> or <c>VALID</c>.</param>
    public string Convolution(string name, string images, string kernel, int stride, string padding) => Add(
        name,
        "Conv2D",
        [images, kernel],
        ("T", Of(DataTypeProto.DtFloat)),
        ("strides", Of(1, stride, stride, 1)),
        ("padding", Of(padding)));

    /// <summary>The maximum of windows that touch, inside the image.</summary>
    public string MaxPool(string name, string images, int size) => Add(
        name,
        "MaxPool",
        [images],
        ("T", Of(DataTypeProto.DtFloat)),
        ("ksize", Of(1, size, size, 1)),
        ("strides", Of(1, size, size, 1)),
        ("padding", Of("VALID")));

    /// <summary>Batch normalisation by running statistics.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="inputs">Images, scale, offset, mean and variance.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public string BatchNorm(string name, ReadOnlySpan<string> inputs, float epsilon) => Add(
        name,
        "FusedBatchNormV3",
        inputs,
        ("T", Of(DataTypeProto.DtFloat)),
        ("U", Of(DataTypeProto.DtFloat)),
        ("epsilon", new() { F = epsilon }),
        ("is_training", new() { B = false }));

    /// <summary>The mean over axes, which vanish.</summary>
    public string Mean(string name, string input, string axes) => Add(
        name,
        "Mean",
        [input, axes],
        ("T", Of(DataTypeProto.DtFloat)),
        ("Tidx", Of(DataTypeProto.DtInt32)),
        ("keep_dims", new() { B = false }));

    /// <summary>The same elements under another shape.</summary>
    public string Reshape(string name, string input, string shape) => Add(
        name, "Reshape", [input, shape], ("T", Of(DataTypeProto.DtFloat)), ("Tshape", Of(DataTypeProto.DtInt32)));

    string Constant(string name, DataTypeProto type, ReadOnlySpan<int> extents, ByteString content)
    {
        var tensor = new TensorProto { Dtype = type, TensorShape = Shape(extents), TensorContent = content };
        return Add(name, "Const", [], ("dtype", Of(type)), ("value", new() { Tensor = tensor }));
    }

    // Map fields are written in the order in which they are filled, so that the same graph gives the same bytes.
    string Add(
        string name,
        string operatorName,
        ReadOnlySpan<string> inputs,
        params ReadOnlySpan<(string Name, AttributeProto Value)> attributes)
    {
        if (!_names.Add(name))
        {
            throw TesseraException.User(
                $"the network cannot be saved: two of its parts would be named '{name}'; rename a layer");
        }

        var node = new NodeProto { Name = name, Op = operatorName, Input = { inputs.ToArray() } };
        foreach (var (key, value) in attributes)
        {
            node.Attr.Add(key, value);
        }

        _graph.Node.Add(node);
        return name;
    }

    static AttributeProto Of(DataTypeProto type) => new() { Type = type };

    static AttributeProto Of(string text) => new() { S = ByteString.CopyFromUtf8(text) };

    static AttributeProto Of(params ReadOnlySpan<int> values)
    {
        var list = new AttributeProto.Types.ListProto();
        foreach (var value in values)
        {
            list.I.Add(value);
        }

        return new AttributeProto { List = list };
    }
}
