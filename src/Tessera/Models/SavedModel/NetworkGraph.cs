using Tessera.Models.SavedModel.Protos;
using Tessera.Networks;

namespace Tessera.Models.SavedModel;

/// <summary>Writes a network as TensorFlow's nodes, which carry the names of its layers and parameters.</summary>
sealed class NetworkGraph(Network network, IReadOnlyDictionary<string, float[]> weights)
{
    /// <summary>The placeholder.</summary>
    public const string ImagesNode = Network.Images;

    /// <summary>The last node.</summary>
    public const string ProbabilitiesNode = "probabilities";

    readonly GraphBuilder _graph = new();
    readonly string[] _outputs = new string[network.Nodes.Length];
    readonly HashSet<string> _vectors = [];

    /// <summary>The graph.</summary>
    /// <exception cref="TesseraException">Weights are missing or of another size.</exception>
    public GraphProto Build()
    {
        var (height, width, channels) = network.Image;
        _graph.Placeholder(ImagesNode, -1, height, width, channels);
        for (var i = 0; i < _outputs.Length; i++)
        {
            _outputs[i] = Write(network.Nodes[i]);
        }

        _graph.Operator(ProbabilitiesNode, "Softmax", Vector(network.Nodes.Length - 1));
        return _graph.Graph;
    }

    string Write(NetworkNode node) => node.Layer switch
    {
        Convolution layer => WriteConvolution(node, layer),
        Dense => WriteDense(node),
        BatchNormalization layer => WriteBatchNorm(node, layer),
        Activation layer => Follow(node, WriteActivation(layer, Input(node))),
        MaxPooling layer => _graph.MaxPool(layer.Name, Input(node), layer.Size),
        GlobalAveragePooling layer => AsVector(
            _graph.Mean(layer.Name, Input(node), _graph.Constant($"{layer.Name}/axes", 1, 2))),
        Add layer => WriteAdd(node, layer),
        Scale layer => Follow(node, _graph.Operator(
            layer.Name, "Mul", Input(node), _graph.Constant($"{layer.Name}/factor", (float)layer.Factor))),
        Flatten layer => WriteFlatten(layer.Name, Input(node), node.Shape.Count),
        Dropout => Input(node),
        _ => throw new InvalidOperationException($"layer {node.Layer} cannot be saved"),
    };

    string WriteConvolution(NetworkNode node, Convolution layer)
    {
        var padding = layer.Padding == Padding.Same ? "SAME" : "VALID";
        var kernel = Weights(node, ParameterRole.Kernel);
        return AddBias(node, _graph.Convolution(layer.Name, Input(node), kernel, layer.Stride, padding));
    }

    string WriteDense(NetworkNode node)
    {
        var kernel = Weights(node, ParameterRole.Kernel);
        var product = _graph.Operator(node.Layer.Name, "MatMul", Vector(node.Inputs[0]), kernel);
        return AsVector(AddBias(node, product));
    }

    string AddBias(NetworkNode node, string input) =>
        node.Parameters.Any(parameter => parameter.Role == ParameterRole.Bias)
            ? _graph.Operator($"{node.Layer.Name}/BiasAdd", "BiasAdd", input, Weights(node, ParameterRole.Bias))
            : input;

    string WriteBatchNorm(NetworkNode node, BatchNormalization layer)
    {
        var channels = node.Shape.Channels;
        var scale = layer.Scale == NormalizationScale.One
            ? _graph.Constant($"{layer.Name}/ones", [channels], [.. Enumerable.Repeat(1f, channels)])
            : Weights(node, ParameterRole.Scale);
        string[] inputs =
        [
            Input(node),
            scale,
            Weights(node, ParameterRole.Offset),
            Weights(node, ParameterRole.Mean),
            Weights(node, ParameterRole.Variance),
        ];
        return _graph.BatchNorm(layer.Name, inputs, (float)layer.Epsilon);
    }

    string WriteActivation(Activation layer, string x) => layer.Function switch
    {
        ActivationFunction.Relu => _graph.Operator(layer.Name, "Relu", x),
        ActivationFunction.Gelu => WriteGelu(layer.Name, x),
        _ => throw new InvalidOperationException($"activation {layer.Function} cannot be saved"),
    };

    // 0.5 · x · (1 + erf(x / √2)), the nodes that Keras writes.
    string WriteGelu(string name, string x)
    {
        var scaled = _graph.Operator($"{name}/truediv", "RealDiv", x, _graph.Constant($"{name}/root", float.Sqrt(2)));
        var erf = _graph.Operator($"{name}/Erf", "Erf", scaled);
        var sum = _graph.Operator($"{name}/add", "AddV2", _graph.Constant($"{name}/one", 1f), erf);
        var half = _graph.Operator($"{name}/mul", "Mul", _graph.Constant($"{name}/half", 0.5f), x);
        return _graph.Operator(name, "Mul", half, sum);
    }

    string WriteAdd(NetworkNode node, Add layer) => node.Shape.IsVector
        ? AsVector(_graph.Operator(layer.Name, "AddV2", Vector(node.Inputs[0]), Vector(node.Inputs[1])))
        : _graph.Operator(layer.Name, "AddV2", Output(node.Inputs[0]), Output(node.Inputs[1]));

    string WriteFlatten(string name, string input, int count) =>
        AsVector(_graph.Reshape(name, input, _graph.Constant($"{name}/shape", -1, count)));

    string Input(NetworkNode node) => Output(node.Inputs[0]);

    string Output(int index) => index == Network.ImagesIndex ? ImagesNode : _outputs[index];

    // Networks take 1×1×n for a vector; TensorFlow's matrix product does not.
    string Vector(int index)
    {
        var output = Output(index);
        return _vectors.Contains(output)
            ? output
            : WriteFlatten($"{output}/vector", output, network.ShapeOf(index).Count);
    }

    string AsVector(string output)
    {
        _vectors.Add(output);
        return output;
    }

    string Follow(NetworkNode node, string output) => _vectors.Contains(Input(node)) ? AsVector(output) : output;

    string Weights(NetworkNode node, ParameterRole role)
    {
        var parameter = node.Parameters.First(parameter => parameter.Role == role);
        if (!weights.TryGetValue(parameter.Name, out var values) || values.Length != parameter.Count)
        {
            throw TesseraException.User(
                $"the weights '{parameter.Name}' of network '{network.Name}' must be {parameter.Count} numbers, "
                + $"but there are {values?.Length ?? 0}");
        }

        return _graph.Constant(parameter.Name, parameter.Dimensions.AsSpan(), values);
    }
}
