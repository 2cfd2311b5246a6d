using System.Numerics;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>A function of two numbers that gives the same for vectors, element by element.</summary>
interface IBinaryFunction
{
    static abstract T Apply<T>(T x, T y)
        where T : unmanaged, INumber<T>;

    static abstract Vector<T> Apply<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, INumber<T>;
}
