using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>Division that rounds down, and its remainder, for integers from files, which may be anything.</summary>
static class IntegerDivision
{
    /// <summary>⌊x / y⌋</summary>
    /// <exception cref="TesseraException">y is an integer and 0.</exception>
    public static T Floor<T>(T x, T y)
        where T : unmanaged, INumber<T>
    {
        if (!IsInteger<T>())
        {
            return T.CreateTruncating(Math.Floor(double.CreateTruncating(x) / double.CreateTruncating(y)));
        }

        return y == -T.One ? T.Zero - x : (x - Remainder(x, y)) / y;
    }

    /// <summary>x − y · ⌊x / y⌋, which has the sign of y.</summary>
    /// <exception cref="TesseraException">y is an integer and 0.</exception>
    public static T Remainder<T>(T x, T y)
        where T : unmanaged, INumber<T>
    {
        if (IsInteger<T>() && T.IsZero(y))
        {
            throw TesseraException.User("an integer would be divided by zero");
        }

        // The smallest integer modulo −1 overflows.
        var remainder = IsInteger<T>() && y == -T.One ? T.Zero : x % y;
        return !T.IsZero(remainder) && T.IsNegative(remainder) != T.IsNegative(y) ? remainder + y : remainder;
    }

    static bool IsInteger<T>()
        where T : unmanaged, INumber<T> => typeof(T) != typeof(float) && typeof(T) != typeof(double);
}
