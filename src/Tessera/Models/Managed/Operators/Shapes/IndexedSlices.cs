using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// The slices of a tensor that rows of indices name: a row of k indices stands for the first k axes.
/// </summary>
/// <param name="Depth">How many axes a row of indices stands for.</param>
/// <param name="Count">Rows of indices.</param>
/// <param name="Length">The elements of a slice.</param>
/// <param name="Tensor">The tensor's shape.</param>
sealed record IndexedSlices(int Depth, int Count, int Length, TensorShape Tensor)
{
    /// <summary>The slices that indices (…, k) name.</summary>
    /// <exception cref="TesseraException">They are no integers, or k is larger than the tensor's rank.</exception>
    public static IndexedSlices Of(TensorShape tensor, Operand indices)
    {
        Indices.RequireIntegers(indices);
        if (indices.Shape.Rank == 0 || indices.Shape[^1] > tensor.Rank)
        {
            throw TesseraException.User($"indices {indices.Shape} do not fit {tensor}");
        }

        var depth = indices.Shape[^1];
        return new IndexedSlices(depth, indices.Shape.Product(..^1), tensor.Product(depth..), tensor);
    }

    /// <summary>The shape of all slices one after the other.</summary>
    public TensorShape Result(TensorShape indices) => new([.. indices.Extents[..^1], .. Tensor.Extents[Depth..]]);

    /// <summary>Where each slice begins in the tensor, in elements.</summary>
    /// <exception cref="TesseraException">An index is outside of the tensor.</exception>
    public int[] Offsets(Execution run, Operand indices)
    {
        var places = Indices.Read(run, indices);
        var offsets = new int[Count];
        for (var row = 0; row < Count; row++)
        {
            var slice = 0;
            for (var axis = 0; axis < Depth; axis++)
            {
                slice = slice * Tensor[axis] + Indices.Require(places[row * Depth + axis], Tensor[axis]);
            }

            offsets[row] = slice * Length;
        }

        return offsets;
    }
}
