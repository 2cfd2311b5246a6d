using System.Numerics;

namespace Tessera.Models.Managed.Operators.Comparisons;

/// <summary>A question about two numbers.</summary>
interface IComparison
{
    static abstract bool Holds<T>(T x, T y)
        where T : unmanaged, INumber<T>;
}
