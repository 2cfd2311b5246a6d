using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>The smaller of two numbers.</summary>
readonly struct Minimum : IBinaryFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, INumber<T> => T.Min(x, y);

    public static Vector<T> Apply<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, INumber<T> => Vector.Min(x, y);
}
