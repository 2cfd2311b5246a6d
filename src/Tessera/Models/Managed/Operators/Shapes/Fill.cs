using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>A shape full of one value. Inputs shape and value.</summary>
sealed class Fill : IOperator
{
    public void Bind(NodeBinding node)
    {
        var value = node.Input(1);
        if (value.Shape.ElementCount != 1)
        {
            throw TesseraException.User($"a shape can be filled with one value only, not with {value.Shape}");
        }

        var shape = new TensorShape(node.ConstantIntegers(0));
        ViewCopy.Bind(node, value, StridedView.Repeat(TensorShape.Scalar, shape));
    }
}
