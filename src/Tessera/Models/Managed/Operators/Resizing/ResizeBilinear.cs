using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>The two nearest source pixels along each axis, weighted by their distance.</summary>
sealed class ResizeBilinear : IOperator
{
    public void Bind(NodeBinding node)
    {
        var coordinates = SourceCoordinates.Read(node);
        ResizeBinding.Bind(node, (from, to) =>
            [.. Enumerable.Range(0, to).Select(i => Interpolate(from, coordinates.Of(i, from, to)))]);
    }

    static Taps Interpolate(int from, double place)
    {
        var clamped = Math.Clamp(place, 0, from - 1);
        var first = Math.Min((int)clamped, Math.Max(0, from - 2));
        var fraction = (float)(clamped - first);
        return from == 1 ? new Taps(0, [1]) : new Taps(first, [1 - fraction, fraction]);
    }
}
