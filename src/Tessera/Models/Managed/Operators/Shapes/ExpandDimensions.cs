using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>A new axis of extent 1.</summary>
sealed class ExpandDimensions : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var axis = Axis.Resolve(node.ConstantInteger(1), x.Shape.Rank + 1);
        node.OutputView(x, new TensorShape([.. x.Shape.Extents[..axis], 1, .. x.Shape.Extents[axis..]]));
    }
}
