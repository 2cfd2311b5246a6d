using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Its input.</summary>
sealed class Identity : IOperator
{
    public void Bind(NodeBinding node) => node.OutputView(node.Input(0), node.Input(0).Shape);
}
