using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// Lists layers, each taking the one before it unless an input is named: how the presets are written.
/// </summary>
sealed class NetworkBuilder
{
    readonly List<Layer> _layers = [];

    /// <summary>The name of the last layer: what the next one takes.</summary>
    public string Last => _layers.Count == 0 ? Network.Images : _layers[^1].Name;

    public ImmutableArray<Layer> Layers => [.. _layers];

    public NetworkBuilder Append(Layer layer)
    {
        _layers.Add(layer);
        return this;
    }

    public NetworkBuilder Relu(string name) => Append(new Activation(name, Last, ActivationFunction.Relu));

    public NetworkBuilder Gelu(string name) => Append(new Activation(name, Last, ActivationFunction.Gelu));

    public NetworkBuilder MaxPooling(string name, int size = 2) => Append(new MaxPooling(name, Last) { Size = size });

    public NetworkBuilder Dropout(string name, double rate) => Append(new Dropout(name, Last, rate));

    public NetworkBuilder Flatten() => Append(new Flatten("flatten", Last));
}
