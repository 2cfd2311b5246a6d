using Tessera.Kernels;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Matrices;

/// <summary>Products of pairs of matrices.</summary>
/// <param name="left">The left matrices.</param>
/// <param name="right">The right matrices.</param>
/// <param name="lefts">For each product, the index of its left matrix.</param>
/// <param name="rights">For each product, the index of its right matrix.</param>
sealed class MatrixProducts(MatrixOperand left, MatrixOperand right, int[] lefts, int[] rights)
{
    /// <summary>Of numbers, for all products.</summary>
    public long Multiplications => (long)lefts.Length * left.Shape[^2] * left.Shape[^1] * right.Shape[^1];

    /// <summary>Writes the products one after the other.</summary>
    public void Multiply(Execution run, Span<float> products)
    {
        var (a, b) = (left.Shape, right.Shape);
        var (m, k, n) = (a[^2], a[^1], b[^1]);
        if (products.IsEmpty || k == 0)
        {
            products.Clear(); // the sum of nothing
            return;
        }

        var x = left.Read(run);
        var y = right.Read(run);
        for (var i = 0; i < lefts.Length; i++)
        {
            MatMul.Multiply(
                run.Kernels,
                m,
                k,
                n,
                x.Slice(lefts[i] * m * k, m * k),
                y.Slice(rights[i] * k * n, k * n),
                products.Slice(i * m * n, m * n));
        }
    }
}
