using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The extents of its input: known as soon as a plan is made.</summary>
sealed class ShapeOf : IOperator
{
    public void Bind(NodeBinding node) =>
        node.OutputKnown(Integers.ToTensor(node, "out_type", node.Input(0).Shape.Extents));
}
