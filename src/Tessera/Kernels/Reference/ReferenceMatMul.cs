using System.Numerics;

namespace Tessera.Kernels.Reference;

/// <summary>Matrix products as plain loops.</summary>
public static class ReferenceMatMul
{
    /// <summary>a [m][k], b [k][n] → c [m][n].</summary>
    public static void Multiply<T>(int m, int k, int n, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
        where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < m * n; i++)
        {
            var sum = T.Zero;
            for (var p = 0; p < k; p++)
            {
                sum += a[(i / n * k) + p] * b[(p * n) + (i % n)];
            }

            c[i] = sum;
        }
    }
}
