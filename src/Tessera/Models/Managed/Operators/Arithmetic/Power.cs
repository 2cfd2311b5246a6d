using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>xʸ</summary>
readonly struct Power : IBinaryFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, INumber<T> =>
        T.CreateTruncating(Math.Pow(double.CreateTruncating(x), double.CreateTruncating(y)));

    public static Vector<T> Apply<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, INumber<T> => Lanes.Map(x, y, Apply);
}
