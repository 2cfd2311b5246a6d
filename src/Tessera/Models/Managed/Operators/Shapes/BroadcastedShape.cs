using Tessera.Models.Managed.Operators.Arithmetic;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The shape that two shapes have after broadcasting (TensorFlow's BroadcastArgs).</summary>
sealed class BroadcastedShape : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, y) = (new TensorShape(node.ConstantIntegers(0)), new TensorShape(node.ConstantIntegers(1)));
        node.OutputKnown(Integers.ToTensor(node, "T", Broadcast.Of(x, y).Shape.Extents));
    }
}
