using Tessera.Models.SavedModel.Protos;
using Tessera.Tests.Models;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.EndToEnd.Models;

/// <summary>Adds layers with random weights to a graph; each method gives back the last node's name.</summary>
sealed class BlockBuilder(int[] input)
{
    int _seed;

    public OperatorModel Model { get; } = new(input);

    public string Number(float number) => Model.Floats([], number);

    /// <summary>Noise such that signals neither vanish nor explode.</summary>
    public string Weights(params int[] shape)
    {
        var count = shape.Aggregate(1, (a, b) => a * b);
        var fan = MathF.Sqrt(Math.Max(1, count / shape[^1]));
        return Model.Floats(shape, [.. RandomNetwork.Images(1, count, ++_seed).Select(value => value / fan)]);
    }

    public string Unary(string name, string x) => Model.Node(name, [x], ("T", Float));

    public string Binary(string name, string x, string y) => Model.Node(name, [x, y], ("T", Float));

    public string Bias(string x, int channels) => Binary("BiasAdd", x, Weights(channels));

    // Its gradient is TensorFlow's own, so that it is one of several outputs of an IdentityN.
    public string Swish(string x)
    {
        var product = Binary("Mul", x, Unary("Sigmoid", x));
        var list = new AttributeProto { List = new() { Type = { DataTypeProto.DtFloat, DataTypeProto.DtFloat } } };
        return Model.Node("IdentityN", [product, x], ("T", list));
    }

    public string Gelu(string x)
    {
        var erf = Unary("Erf", Binary("RealDiv", x, Number(1.4142135f)));
        return Binary("Mul", Binary("Mul", Number(0.5f), x), Binary("AddV2", Number(1), erf));
    }

    public string Convolution(
        string x, int size, int channels, int filters, int stride = 1, string padding = "SAME") => Model.Node(
        "Conv2D",
        [x, Weights(size, size, channels, filters)],
        ("T", Float),
        ("strides", List(1, stride, stride, 1)),
        ("padding", Text(padding)));

    public string Depthwise(string x, int size, int channels, int stride, string padding) => Model.Node(
        "DepthwiseConv2dNative",
        [x, Weights(size, size, channels, 1)],
        ("T", Float),
        ("strides", List(1, stride, stride, 1)),
        ("padding", Text(padding)));

    public string Pool(string name, string x, int size, int stride, string padding) => Model.Node(
        name,
        [x],
        ("T", Float),
        ("ksize", List(1, size, size, 1)),
        ("strides", List(1, stride, stride, 1)),
        ("padding", Text(padding)));

    public string Pad(string x, int before, int after) => Model.Node(
        "Pad",
        [x, Model.Matrix([4, 2], 0, 0, before, after, before, after, 0, 0)],
        ("T", Float),
        ("Tpaddings", Integer));

    public string Mean(string x, bool isKept, params int[] axes) => Model.Node(
        "Mean", [x, Model.Integers(axes)], ("T", Float), ("Tidx", Integer), ("keep_dims", Flag(isKept)));

    public string Reshape(string x, params int[] shape) =>
        Model.Node("Reshape", [x, Model.Integers(shape)], ("T", Float), ("Tshape", Integer));

    public string Concatenate(params string[] inputs) => Model.Node(
        "ConcatV2", [.. inputs, Model.Scalar(-1)], ("T", Float), ("Tidx", Integer), ("N", Count(inputs.Length)));

    public string Einsum(string equation, string x, string y) =>
        Model.Node("Einsum", [x, y], ("T", Float), ("N", Count(2)), ("equation", Text(equation)));

    public string Dense(string x, int[] outer, int from, int to)
    {
        var product = Binary("MatMul", Reshape(x, -1, from), Weights(from, to));
        return Reshape(product, [.. outer, to]);
    }

    // As Keras 3 writes it.
    public string BatchNorm(string x, int channels)
    {
        var variance = Unary("Square", Weights(channels));
        var scale = Binary(
            "Mul", Unary("Rsqrt", Binary("AddV2", variance, Number(0.1f))), Weights(channels));
        var shift = Binary("Sub", Weights(channels), Binary("Mul", Weights(channels), scale));
        return Binary("AddV2", Binary("Mul", x, scale), shift);
    }

    public string LayerNorm(string x, int channels)
    {
        var mean = Mean(x, isKept: true, -1);
        var variance = Mean(Binary("SquaredDifference", x, Unary("StopGradient", mean)), isKept: true, -1);
        var factor = Binary(
            "Mul", Unary("Rsqrt", Binary("AddV2", variance, Number(0.001f))), Weights(channels));
        var shift = Binary("Sub", Weights(channels), Binary("Mul", mean, factor));
        return Binary("AddV2", Binary("Mul", x, factor), shift);
    }
}
