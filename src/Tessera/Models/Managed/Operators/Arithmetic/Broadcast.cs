namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>
/// NumPy's rule for two operands of different shapes: aligned at the last axis, an extent of 1 stretches to the
/// other's. Neighbouring axes that neither operand repeats, or that one repeats wholly, are merged, so that the
/// innermost loop is long.
/// </summary>
sealed class Broadcast
{
    Broadcast(TensorShape shape, int[] extents, int[] stridesX, int[] stridesY) =>
        (Shape, Extents, StridesX, StridesY) = (shape, extents, stridesX, stridesY);

    /// <summary>The shape of the result.</summary>
    public TensorShape Shape { get; }

    /// <summary>The merged axes, outermost first; at least one.</summary>
    public int[] Extents { get; }

    /// <summary>Elements of x from one index of a merged axis to the next; 0 where x repeats.</summary>
    public int[] StridesX { get; }

    /// <summary>Elements of y from one index of a merged axis to the next; 0 where y repeats.</summary>
    public int[] StridesY { get; }

    /// <exception cref="TesseraException">The shapes do not fit each other.</exception>
    public static Broadcast Of(TensorShape x, TensorShape y)
    {
        var rank = Math.Max(x.Rank, y.Rank);
        var extents = new int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var (a, b) = (Extent(x, axis - rank + x.Rank), Extent(y, axis - rank + y.Rank));
            extents[axis] = a == b || b == 1 ? a
                : a == 1 ? b
                : throw TesseraException.User($"the shapes {x} and {y} do not fit each other");
        }

        return Merge(new TensorShape(extents), Strides(x, rank), Strides(y, rank));
    }

    /// <summary>
    /// Where the row with that index begins in x and in y; rows are counted over all axes but the innermost.
    /// </summary>
    public (int X, int Y) RowOffsets(int row)
    {
        var (x, y) = (0, 0);
        for (var axis = Extents.Length - 2; axis >= 0; axis--)
        {
            (row, var index) = Math.DivRem(row, Extents[axis]);
            x += index * StridesX[axis];
            y += index * StridesY[axis];
        }

        return (x, y);
    }

    static int Extent(TensorShape shape, int axis) => axis < 0 ? 1 : shape[axis];

    static int[] Strides(TensorShape shape, int rank)
    {
        var strides = new int[rank];
        var stride = 1;
        for (var axis = 1; axis <= shape.Rank; axis++)
        {
            strides[^axis] = shape[^axis] == 1 ? 0 : stride;
            stride *= shape[^axis];
        }

        return strides;
    }

    static Broadcast Merge(TensorShape shape, int[] stridesX, int[] stridesY)
    {
        var extents = new List<int>();
        var (x, y) = (new List<int>(), new List<int>());
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1)
            {
                continue;
            }

            if (extents.Count > 0 && stridesX[axis] == x[0] * extents[0] && stridesY[axis] == y[0] * extents[0])
            {
                extents[0] *= shape[axis];
                continue;
            }

            extents.Insert(0, shape[axis]);
            x.Insert(0, stridesX[axis]);
            y.Insert(0, stridesY[axis]);
        }

        return extents.Count == 0
            ? new Broadcast(shape, [1], [1], [1])
            : new Broadcast(shape, [.. extents], [.. x], [.. y]);
    }
}
