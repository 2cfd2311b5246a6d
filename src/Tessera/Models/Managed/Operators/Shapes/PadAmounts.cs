using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>How many elements come before and after a tensor along each axis.</summary>
sealed record PadAmounts(int[] Before, int[] After)
{
    /// <summary>Reads them from a node's second input.</summary>
    /// <exception cref="TesseraException">They do not fit the first.</exception>
    public static PadAmounts Read(NodeBinding node)
    {
        var rank = node.Input(0).Shape.Rank;
        var pairs = node.ConstantIntegers(1);
        if (pairs.Length != 2 * rank || pairs.Any(amount => amount < 0))
        {
            throw TesseraException.User($"paddings must be {rank} pairs of numbers ≥ 0");
        }

        return new PadAmounts(
            [.. pairs.Where((_, i) => i % 2 == 0)], [.. pairs.Where((_, i) => i % 2 == 1)]);
    }

    /// <summary>The padded shape.</summary>
    public TensorShape Result(TensorShape shape)
    {
        var extents = new int[shape.Rank];
        for (var axis = 0; axis < extents.Length; axis++)
        {
            extents[axis] = (int)Math.Min((long)Before[axis] + shape[axis] + After[axis], int.MaxValue);
        }

        return new TensorShape(extents);
    }

    /// <summary>Where the tensor's elements are in the padded one.</summary>
    public StridedView Inside(TensorShape padded, TensorShape shape)
    {
        var strides = StridedView.StridesOf(padded);
        var offset = 0;
        for (var axis = 0; axis < strides.Length; axis++)
        {
            offset += shape.ElementCount == 0 ? 0 : Before[axis] * strides[axis];
        }

        return new StridedView(offset, shape.Extents.ToArray(), strides);
    }
}
