namespace Tessera.Models.Managed.Operators.Matrices;

/// <summary>The tensors of an <see cref="Einsum"/> as batches of matrices.</summary>
/// <param name="Left">(batch, rows, inner).</param>
/// <param name="Right">(batch, inner, columns).</param>
/// <param name="Products">The products' axes, not merged.</param>
sealed record EinsumGroups(TensorShape Left, TensorShape Right, TensorShape Products)
{
    /// <summary>The index of each matrix.</summary>
    public int[] Batches => [.. Enumerable.Range(0, Left[0])];
}
