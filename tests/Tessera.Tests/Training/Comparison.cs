using System.Numerics;

namespace Tessera.Tests.Training;

static class Comparison
{
    /// <summary>max|a − b| / max|b|</summary>
    public static double RelativeDifference<T>(IEnumerable<T> actual, IEnumerable<T> expected)
        where T : INumber<T>
    {
        var pairs = actual.Zip(expected, (a, b) => (double.CreateChecked(a), double.CreateChecked(b))).ToArray();
        var largest = pairs.Max(pair => Math.Abs(pair.Item2));
        return pairs.Max(pair => Math.Abs(pair.Item1 - pair.Item2)) / Math.Max(largest, 1e-30);
    }
}
