using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>The nearest source pixel.</summary>
sealed class ResizeNearest : IOperator
{
    public void Bind(NodeBinding node)
    {
        var coordinates = SourceCoordinates.Read(node);
        ResizeBinding.Bind(node, (from, to) =>
            [.. Enumerable.Range(0, to).Select(i => new Taps(coordinates.NearestTo(i, from, to), [1]))]);
    }
}
