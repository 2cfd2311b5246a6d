using System.Numerics;

namespace Tessera.Models.Managed.Operators.Comparisons;

/// <summary>x &lt; y</summary>
readonly struct Less : IComparison
{
    public static bool Holds<T>(T x, T y)
        where T : unmanaged, INumber<T> => x < y;
}
