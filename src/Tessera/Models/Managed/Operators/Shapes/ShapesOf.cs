using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The extents of each of its inputs (TensorFlow's ShapeN).</summary>
sealed class ShapesOf : IOperator
{
    public void Bind(NodeBinding node)
    {
        for (var i = 0; i < node.InputCount; i++)
        {
            node.OutputKnown(Integers.ToTensor(node, "out_type", node.Input(i).Shape.Extents));
        }
    }
}
