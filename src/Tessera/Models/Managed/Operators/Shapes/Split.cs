using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Equal pieces along an axis: inputs axis and value.</summary>
sealed class Split : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(1);
        var axis = Axis.Resolve(node.ConstantInteger(0), x.Shape.Rank);
        var count = Partition.RequireCount(node.Attributes.Integer("num_split", 1), x.Shape, axis);
        ViewCopy.Bind(node, x, Partition.Along(x.Shape, axis, [.. Enumerable.Repeat(x.Shape[axis] / count, count)]));
    }
}
