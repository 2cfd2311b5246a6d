using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>A number that follows from the input's shape: known as soon as a plan is made.</summary>
/// <param name="measure">What is asked.</param>
sealed class Size(Func<TensorShape, int> measure) : IOperator
{
    public void Bind(NodeBinding node) => node.OutputKnown(
        Integers.ToTensor(node, "out_type", [measure(node.Input(0).Shape)]).Reshape(TensorShape.Scalar));
}
