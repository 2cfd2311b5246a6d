using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>
/// Four source pixels along each axis, weighted by a cubic polynomial: Keys', "Cubic Convolution Interpolation for
/// Digital Image Processing", with a = −0.5 for half pixels, and −0.75 otherwise, as TensorFlow 1 had it.
/// </summary>
sealed class ResizeBicubic : IOperator
{
    // TensorFlow looks the polynomial up in a table.
    const int TableSize = 1024;

    public void Bind(NodeBinding node)
    {
        var coordinates = SourceCoordinates.Read(node);
        ResizeBinding.Bind(node, (from, to) =>
            [.. Enumerable.Range(0, to).Select(i => Interpolate(coordinates, from, coordinates.Of(i, from, to)))]);
    }

    static Taps Interpolate(SourceCoordinates coordinates, int from, double place)
    {
        var floor = (int)Math.Floor(place);
        var fraction = Math.Round((place - floor) * TableSize) / TableSize;
        var first = Math.Clamp(floor - 1, 0, from - 1);
        var weights = new float[Math.Clamp(floor + 2, 0, from - 1) - first + 1];
        for (var i = -1; i <= 2; i++)
        {
            var source = Math.Clamp(floor + i, 0, from - 1);
            var weight = Weight(Math.Abs(i - fraction), coordinates.AreCentersHalf ? -0.5 : -0.75);
            weights[source - first] += coordinates.AreCentersHalf && source != floor + i ? 0 : (float)weight;
        }

        var sum = weights.Sum();
        return new Taps(first, coordinates.AreCentersHalf ? [.. weights.Select(weight => weight / sum)] : weights);
    }

    static double Weight(double distance, double a) => distance <= 1
        ? ((a + 2) * distance - (a + 3)) * distance * distance + 1
        : ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a;
}
