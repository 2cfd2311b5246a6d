using Tessera.Models.Managed.Operators.Arithmetic;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>A tensor repeated to reach a shape, by NumPy's rule.</summary>
sealed class BroadcastTo : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var shape = new TensorShape(node.ConstantIntegers(1));
        if (!Broadcast.Of(x.Shape, shape).Shape.Equals(shape))
        {
            throw TesseraException.User($"{x.Shape} cannot be repeated to {shape}");
        }

        ViewCopy.Bind(node, x, StridedView.Repeat(x.Shape, shape));
    }
}
