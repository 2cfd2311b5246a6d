using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The elements along some axes in reverse order.</summary>
sealed class Reverse : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var strides = StridedView.StridesOf(x.Shape);
        var offset = 0;
        foreach (var axis in node.ConstantIntegers(1).Select(axis => Axis.Resolve(axis, x.Shape.Rank)).Distinct())
        {
            offset += Math.Max(0, x.Shape[axis] - 1) * strides[axis];
            strides[axis] = -strides[axis];
        }

        ViewCopy.Bind(node, x, new StridedView(offset, x.Shape.Extents.ToArray(), strides));
    }
}
