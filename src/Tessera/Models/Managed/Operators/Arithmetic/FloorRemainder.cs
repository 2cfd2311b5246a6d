using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>x − y · ⌊x / y⌋</summary>
readonly struct FloorRemainder : IBinaryFunction
{
    public static T Apply<T>(T x, T y)
        where T : unmanaged, INumber<T> => IntegerDivision.Remainder(x, y);

    public static Vector<T> Apply<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, INumber<T> => Lanes.Map(x, y, IntegerDivision.Remainder);
}
