using System.Numerics;

namespace Tessera.Models.Managed.Operators.Comparisons;

/// <summary>x = y</summary>
readonly struct Equal : IComparison
{
    public static bool Holds<T>(T x, T y)
        where T : unmanaged, INumber<T> => x == y;
}
