namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Cuts a tensor into pieces along an axis.</summary>
static class Partition
{
    /// <summary>The views of pieces of the given lengths, which add up to the axis.</summary>
    /// <exception cref="TesseraException">They do not.</exception>
    public static (StridedView View, TensorShape Shape)[] Along(TensorShape shape, int axis, int[] lengths)
    {
        if (lengths.Any(length => length < 0) || lengths.Sum(length => (long)length) != shape[axis])
        {
            throw TesseraException.User(
                $"pieces of {string.Join(", ", lengths)} do not add up to axis {axis} of {shape}");
        }

        var strides = StridedView.StridesOf(shape);
        var pieces = new (StridedView, TensorShape)[lengths.Length];
        var start = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            var piece = shape.With(axis, lengths[i]);
            pieces[i] = (new StridedView(start * strides[axis], piece.Extents.ToArray(), strides), piece);
            start += lengths[i];
        }

        return pieces;
    }

    /// <summary>A number of pieces that a file asks for.</summary>
    /// <exception cref="TesseraException">More or fewer than the axis allows.</exception>
    public static int RequireCount(int count, TensorShape shape, int axis) => count >= 1 && count <= shape[axis]
        ? count
        : throw TesseraException.User($"axis {axis} of {shape} cannot be cut into {count} pieces");
}
