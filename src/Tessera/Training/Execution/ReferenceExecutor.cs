using System.Collections.Immutable;
using System.Numerics;
using Tessera.Kernels.Reference;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>
/// What training computes, as plain as it can be said: the definition that <see cref="TrainingExecutor"/> must agree
/// with, and in double precision the check of the gradients themselves. Allocates freely and is slow.
/// </summary>
/// <typeparam name="T">The precision: float or double.</typeparam>
sealed class ReferenceExecutor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    readonly Network _network;
    readonly Dictionary<string, T[]> _parameters;
    readonly Dictionary<string, T[]> _gradients;
    readonly T[][] _outputs;
    readonly byte[]?[] _argmax;
    readonly (T[] Mean, T[] InverseDeviation)[] _statistics;
    T[] _images = [];
    ulong _seed;
    int _step;

    /// <summary>All parameters and gradients are zero.</summary>
    public ReferenceExecutor(Network network)
    {
        _network = network;
        _parameters = network.Parameters.ToDictionary(parameter => parameter.Name, parameter => new T[parameter.Count]);
        _gradients = network.Parameters.ToDictionary(parameter => parameter.Name, parameter => new T[parameter.Count]);
        _outputs = new T[network.Nodes.Length][];
        _argmax = new byte[network.Nodes.Length][];
        _statistics = new (T[], T[])[network.Nodes.Length];
    }

    /// <summary>A parameter by its name.</summary>
    public T[] Parameter(string name) => _parameters[name];

    /// <summary>The gradient of the last <see cref="Backward(int[], double)"/> by its parameter's name.</summary>
    public T[] Gradient(string name) => _gradients[name];

    int Count => _images.Length / _network.Image.Count;

    /// <summary>The logits of a batch while training: with its own statistics, and with dropout.</summary>
    /// <param name="images">[n][height][width][channels], normalised.</param>
    /// <param name="seed">Chooses, with the step, what dropout layers drop.</param>
    /// <param name="step">From 0.</param>
    public T[] Forward(T[] images, ulong seed = 0, int step = 0)
    {
        (_images, _seed, _step) = (images, seed, step);
        for (var node = 0; node < _outputs.Length; node++)
        {
            _outputs[node] = new T[Count * _network.Nodes[node].Shape.Count];
            Forward(node, _outputs[node]);
        }

        return _outputs[^1];
    }

    /// <summary>The summed loss of the last batch; sets the gradient of every trainable parameter.</summary>
    public T Backward(int[] labels, double smoothing)
    {
        var gradients = _outputs.Select(output => new T[output.Length]).ToArray();
        var loss = ReferenceLoss.CrossEntropy<T>(
            _outputs[^1], _network.Classes, labels, T.CreateChecked(smoothing), gradients[^1]);
        for (var node = gradients.Length - 1; node >= 0; node--)
        {
            var inputs = _network.Nodes[node].Inputs;
            foreach (var (input, gradient) in inputs.Zip(Backward(node, gradients[node])))
            {
                AddTo(input == Network.ImagesIndex ? new T[gradient.Length] : gradients[input], gradient);
            }
        }

        return loss;
    }

    T[] Input(int node, int which = 0)
    {
        var index = _network.Nodes[node].Inputs[which];
        return index == Network.ImagesIndex ? _images : _outputs[index];
    }

    T[] Weight(int node, ParameterRole role) => Find(_parameters, node, role);

    T[] WeightGradient(int node, ParameterRole role) => Find(_gradients, node, role);

    /// <summary>Empty where the layer has no such parameter.</summary>
    T[] Find(Dictionary<string, T[]> among, int node, ParameterRole role)
    {
        var parameter = _network.Nodes[node].Parameters.FirstOrDefault(parameter => parameter.Role == role);
        return parameter is null ? [] : among[parameter.Name];
    }

    void Forward(int node, T[] y)
    {
        var x = Input(node);
        switch (_network.Nodes[node].Layer)
        {
            case Convolution or Dense:
                ReferenceConvolution.Forward<T>(
                    KernelShapes.OfProduct(_network.Nodes[node]), Count, x,
                    Weight(node, ParameterRole.Kernel), Weight(node, ParameterRole.Bias), y);
                break;
            case BatchNormalization layer:
                Normalize(node, layer, x, y);
                break;
            case Activation layer:
                var function = KernelShapes.Of(layer.Function);
                Map(y, i => ReferenceActivation.Apply(function, x[i]));
                break;
            case MaxPooling layer:
                _argmax[node] = new byte[y.Length];
                ReferencePool.MaxForward<T>(KernelShapes.Of(layer, InputShape(node)), Count, x, y, _argmax[node]);
                break;
            case GlobalAveragePooling:
                ReferencePool.AverageForward<T>(KernelShapes.OfGlobalPooling(InputShape(node)), Count, x, y);
                break;
            case Add:
                var right = Input(node, 1);
                Map(y, i => x[i] + right[i]);
                break;
            case Flatten:
                x.CopyTo(y, 0);
                break;
            case Dropout layer:
                Drop(node, layer, x, y);
                break;
            case Scale layer:
                Map(y, i => x[i] * T.CreateChecked(layer.Factor));
                break;
            default:
                throw new InvalidOperationException($"layer {_network.Nodes[node].Layer}");
        }
    }

    /// <summary>The gradients of a node's inputs from that of its output.</summary>
    ImmutableArray<T[]> Backward(int node, T[] dy)
    {
        var x = Input(node);
        var dx = new T[x.Length];
        switch (_network.Nodes[node].Layer)
        {
            case Convolution or Dense:
                ProductBackward(node, x, dy, dx);
                break;
            case BatchNormalization:
                var (mean, inverse) = _statistics[node];
                ReferenceBatchNorm.Backward<T>(
                    x, mean, inverse, Weight(node, ParameterRole.Scale), Weight(node, ParameterRole.Offset),
                    Kernels.Activation.None, dy, dx,
                    WeightGradient(node, ParameterRole.Scale), WeightGradient(node, ParameterRole.Offset));
                break;
            case Activation layer:
                var function = KernelShapes.Of(layer.Function);
                Map(dx, i => dy[i] * ReferenceActivation.Derivative(function, x[i]));
                break;
            case MaxPooling layer:
                ReferencePool.MaxBackward<T>(KernelShapes.Of(layer, InputShape(node)), Count, dy, _argmax[node], dx);
                break;
            case GlobalAveragePooling:
                ReferencePool.AverageBackward<T>(KernelShapes.OfGlobalPooling(InputShape(node)), Count, dy, dx);
                break;
            case Add:
                return [dy, dy];
            case Flatten:
                return [dy];
            case Dropout layer:
                Drop(node, layer, dy, dx);
                break;
            case Scale layer:
                Map(dx, i => dy[i] * T.CreateChecked(layer.Factor));
                break;
            default:
                throw new InvalidOperationException($"layer {_network.Nodes[node].Layer}");
        }

        return [dx];
    }

    Shape InputShape(int node) => _network.Nodes[node].InputShapes[0];

    void ProductBackward(int node, T[] x, T[] dy, T[] dx)
    {
        var shape = KernelShapes.OfProduct(_network.Nodes[node]);
        ReferenceConvolution.BackwardData<T>(shape, Count, dy, Weight(node, ParameterRole.Kernel), dx);
        ReferenceConvolution.BackwardWeights<T>(shape, Count, x, dy, WeightGradient(node, ParameterRole.Kernel));
        if (WeightGradient(node, ParameterRole.Bias) is { Length: > 0 } bias)
        {
            ReferenceConvolution.BackwardBias<T>(dy, bias);
        }
    }

    void Normalize(int node, BatchNormalization layer, T[] x, T[] y)
    {
        var channels = InputShape(node).Channels;
        var (mean, inverse) = _statistics[node] = (new T[channels], new T[channels]);
        var epsilon = T.CreateChecked(layer.Epsilon);
        ReferenceBatchNorm.Statistics<T>(x, epsilon, mean, inverse);
        ReferenceBatchNorm.Forward<T>(
            x, mean, inverse, Weight(node, ParameterRole.Scale), Weight(node, ParameterRole.Offset),
            Kernels.Activation.None, y);
        var rows = T.CreateChecked(x.Length / channels);
        var unbias = rows > T.One ? rows / (rows - T.One) : T.One;
        Keep(layer.Momentum, Weight(node, ParameterRole.Mean), c => mean[c]);
        Keep(layer.Momentum, Weight(node, ParameterRole.Variance),
            c => T.Max(T.Zero, T.One / (inverse[c] * inverse[c]) - epsilon) * unbias);
    }

    static void Keep(double momentum, T[] running, Func<int, T> batch)
    {
        var kept = T.CreateChecked(momentum);
        Map(running, c => kept * running[c] + (T.One - kept) * batch(c));
    }

    void Drop(int node, Dropout layer, T[] x, T[] y)
    {
        var mask = new DropoutMask(_seed, _step, node, layer.Rate);
        Map(y, i => mask.Keeps(i) ? x[i] * T.CreateChecked(mask.Factor) : T.Zero);
    }

    static void AddTo(T[] sum, T[] term) => Map(sum, i => sum[i] + term[i]);

    static void Map(T[] y, Func<int, T> value)
    {
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = value(i);
        }
    }
}
