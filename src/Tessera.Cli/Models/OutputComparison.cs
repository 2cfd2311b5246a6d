using System.Runtime.InteropServices;
using Tessera.Models;

namespace Tessera.Cli.Models;

/// <summary>How far two runtimes' values for one output are apart.</summary>
/// <param name="Key">The output.</param>
/// <param name="Shape">Its shape, when both agree on it.</param>
/// <param name="Largest">The largest absolute value that is expected.</param>
/// <param name="Difference">The largest absolute difference; infinite when shapes differ or one is not a number.</param>
/// <param name="Rows">Rows along the innermost axis.</param>
/// <param name="EqualArgMax">Rows whose largest value is at the same place.</param>
sealed record OutputComparison(
    string Key, TensorShape Shape, double Largest, double Difference, int Rows, int EqualArgMax)
{
    /// <summary>The difference in units of the largest value.</summary>
    public double Relative => Difference == 0 ? 0 : Difference / Largest;

    /// <summary>Whether they are the same but for rounding.</summary>
    public bool Agrees(double tolerance) => Difference == 0 || Difference <= tolerance * Math.Max(Largest, 1e-30);

    public static OutputComparison Of(string key, Tensor actual, Tensor expected)
    {
        var (a, b) = (Numbers(actual), Numbers(expected));
        if (!actual.Shape.Equals(expected.Shape) || actual.Type != expected.Type)
        {
            return new(key, expected.Shape, 0, double.PositiveInfinity, 0, 0);
        }

        var (largest, difference) = (0.0, 0.0);
        for (var i = 0; i < b.Length; i++)
        {
            largest = double.IsFinite(b[i]) ? Math.Max(largest, Math.Abs(b[i])) : largest;
            difference = Math.Max(difference, Distance(a[i], b[i]));
        }

        var columns = expected.Shape.Rank == 0 ? 1 : Math.Max(1, expected.Shape[^1]);
        var rows = b.Length / columns;
        var equal = Enumerable.Range(0, rows).Count(
            row => ArgMax(a.AsSpan(row * columns, columns)) == ArgMax(b.AsSpan(row * columns, columns)));
        return new(key, expected.Shape, largest, difference, rows, equal);
    }

    /// <summary>Two that are not a number, or the same infinity, are equal.</summary>
    static double Distance(double a, double b) =>
        a.Equals(b) ? 0 : double.IsFinite(a - b) ? Math.Abs(a - b) : double.PositiveInfinity;

    static int ArgMax(ReadOnlySpan<double> row)
    {
        var best = 0;
        for (var i = 1; i < row.Length; i++)
        {
            best = row[i] > row[best] ? i : best;
        }

        return best;
    }

    static double[] Numbers(Tensor tensor) => tensor.Type switch
    {
        ElementType.Float32 => Widen<float>(tensor),
        ElementType.Float64 => Widen<double>(tensor),
        ElementType.Int32 => Widen<int>(tensor),
        ElementType.Int64 => Widen<long>(tensor),
        ElementType.UInt8 => Widen<byte>(tensor),
        ElementType.Boolean => [.. tensor.Bytes.ToArray().Select(value => (double)value)],
        _ => throw TesseraException.User($"outputs of {tensor.Type} cannot be compared: use `tessera model run`"),
    };

    static double[] Widen<T>(Tensor tensor)
        where T : unmanaged, System.Numerics.INumber<T> =>
        [.. MemoryMarshal.Cast<byte, T>(tensor.Bytes.Span).ToArray().Select(double.CreateChecked)];
}
