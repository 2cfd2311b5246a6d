using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>A box of a tensor: where it begins and how large it is, −1 for all that is left.</summary>
sealed class Slice : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var (begin, size) = (node.ConstantIntegers(1), node.ConstantIntegers(2));
        if (begin.Length != x.Shape.Rank || size.Length != x.Shape.Rank)
        {
            throw TesseraException.User($"begin and size must have {x.Shape.Rank} entries");
        }

        var strides = StridedView.StridesOf(x.Shape);
        var offset = 0;
        for (var axis = 0; axis < begin.Length; axis++)
        {
            size[axis] = size[axis] == -1 ? x.Shape[axis] - begin[axis] : size[axis];
            RequireRange(x.Shape, axis, begin[axis], size[axis]);
            offset += begin[axis] * strides[axis];
        }

        ViewCopy.Bind(node, x, new StridedView(offset, size, strides));
    }

    static void RequireRange(TensorShape shape, int axis, int begin, int size)
    {
        if (begin < 0 || size < 0 || (long)begin + size > shape[axis])
        {
            throw TesseraException.User($"{size} from {begin} on do not fit axis {axis} of {shape}");
        }
    }
}
