using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The slices along an axis, which vanishes.</summary>
sealed class Unpack : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var axis = Axis.Resolve(node.Attributes.Integer("axis", 0), x.Shape.Rank);
        var count = Partition.RequireCount(node.Attributes.Integer("num", 0), x.Shape, axis);
        var shape = new TensorShape([.. x.Shape.Extents[..axis], .. x.Shape.Extents[(axis + 1)..]]);
        var pieces = Partition.Along(x.Shape, axis, [.. Enumerable.Repeat(1, count)]);
        ViewCopy.Bind(node, x, [.. pieces.Select(piece => (piece.View, shape))]);
    }
}
