using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>⌊x / y⌋</summary>
readonly struct FloorDivide : IBinaryFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, INumber<T> => IntegerDivision.Floor(x, y);

    public static Vector<T> Apply<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, INumber<T> => Lanes.Map(x, y, IntegerDivision.Floor);
}
