using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>Vectors of functions for which the processor has no instruction.</summary>
static class Lanes
{
    /// <summary>Applies a function to each pair of elements.</summary>
    public static Vector<T> Map<T>(Vector<T> x, Vector<T> y, Func<T, T, T> function)
        where T : unmanaged, INumber<T>
    {
        Span<T> results = stackalloc T[Vector<T>.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = function(x[i], y[i]);
        }

        return new Vector<T>(results);
    }
}
