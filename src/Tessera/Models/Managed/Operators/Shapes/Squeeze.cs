using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Removes axes of extent 1: those that are named, or all.</summary>
sealed class Squeeze : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var rank = x.Shape.Rank;
        var axes = node.Attributes.Integers("squeeze_dims").Select(axis => Axis.Resolve(axis, rank)).ToHashSet();
        var extents = new List<int>();
        for (var axis = 0; axis < rank; axis++)
        {
            var isNamed = axes.Count == 0 ? x.Shape[axis] == 1 : axes.Contains(axis);
            if (!isNamed)
            {
                extents.Add(x.Shape[axis]);
            }
            else if (x.Shape[axis] != 1)
            {
                throw TesseraException.User($"axis {axis} of {x.Shape} is not 1 and cannot be removed");
            }
        }

        node.OutputView(x, new TensorShape([.. extents]));
    }
}
