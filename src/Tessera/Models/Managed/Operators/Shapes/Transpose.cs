using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The axes in another order.</summary>
sealed class Transpose : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        int[] order = [.. node.ConstantIntegers(1).Select(axis => Axis.Resolve(axis, x.Shape.Rank))];
        if (order.Length != x.Shape.Rank || order.Distinct().Count() != order.Length)
        {
            throw TesseraException.User($"({string.Join(", ", order)}) is no order of the axes of {x.Shape}");
        }

        ViewCopy.Bind(node, x, StridedView.Transpose(x.Shape, order));
    }
}
