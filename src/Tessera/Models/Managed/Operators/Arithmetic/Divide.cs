using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>x / y of floating-point numbers.</summary>
readonly struct Divide : IBinaryFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, INumber<T> => x / y;

    public static Vector<T> Apply<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, INumber<T> => x / y;
}
