using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>
/// All parameters of a network, one after the other in one piece of memory, so that averaging or saving them is one
/// pass. Also holds what has the same shape: gradients, velocities, averages.
/// </summary>
sealed class WeightSet : IDisposable
{
    readonly Dictionary<string, (int Offset, int Count)> _places = [];
    readonly NativeBuffer<float> _values;

    public WeightSet(Network network)
    {
        var offset = 0;
        foreach (var parameter in network.Parameters)
        {
            _places.Add(parameter.Name, (offset, parameter.Count));
            offset = checked(offset + parameter.Count);
        }

        _values = new NativeBuffer<float>(offset);
    }

    /// <summary>All parameters in the order of the network's.</summary>
    public Span<float> Values => _values.Span;

    /// <summary>One parameter; empty for null.</summary>
    public Span<float> this[Parameter? parameter] => parameter is null ? [] : this[parameter.Name];

    public Span<float> this[string name] => _values.Span.Slice(_places[name].Offset, _places[name].Count);

    public void Dispose() => _values.Dispose();
}
