using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>The larger of two numbers.</summary>
readonly struct Maximum : IBinaryFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, INumber<T> => T.Max(x, y);

    public static Vector<T> Apply<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, INumber<T> => Vector.Max(x, y);
}
