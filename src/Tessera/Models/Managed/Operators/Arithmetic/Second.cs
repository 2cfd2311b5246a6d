using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>y: what is written replaces what was there.</summary>
readonly struct Second : IBinaryFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, INumber<T> => y;

    public static Vector<T> Apply<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, INumber<T> => y;
}
