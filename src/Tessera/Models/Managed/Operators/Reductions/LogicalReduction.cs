using Tessera.Models.Managed.Operators.Shapes;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>Whether all, or any, truth values along some axes hold.</summary>
/// <param name="decisive">The value that decides alone: false for all, true for any.</param>
sealed class LogicalReduction(bool decisive) : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        if (x.Type != ElementType.Boolean)
        {
            throw TesseraException.User($"its input is {x.Type}; Boolean is needed");
        }

        var axes = ReducedAxes.Read(node);
        var places = new StridedView(0, x.Shape.Extents.ToArray(), axes.OutputStrides(x.Shape)).Elements();
        var y = node.Output(ElementType.Boolean, axes.Output);
        node.Compute(run =>
        {
            var values = run.ReadBytes(x);
            var results = run.Write<bool>(y);
            results.Fill(!decisive);
            for (var i = 0; i < places.Length; i++)
            {
                if (values[i] != 0 == decisive)
                {
                    results[places[i]] = decisive;
                }
            }
        });
    }
}
