using Tessera.Models.Managed.Operators.Arithmetic;
using Tessera.Models.Managed.Operators.Shapes;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Comparisons;

/// <summary>Combines truth values element by element, with NumPy's broadcasting.</summary>
/// <param name="combine">The combination of two.</param>
sealed class LogicalOperator(Func<bool, bool, bool> combine) : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, y) = (node.Input(0), node.Input(1));
        if (x.Type != ElementType.Boolean || y.Type != ElementType.Boolean)
        {
            throw TesseraException.User($"its inputs are {x.Type} and {y.Type}; Boolean is needed");
        }

        var shape = Broadcast.Of(x.Shape, y.Shape).Shape;
        var placesX = StridedView.Repeat(x.Shape, shape).Elements();
        var placesY = StridedView.Repeat(y.Shape, shape).Elements();
        var z = node.Output(ElementType.Boolean, shape);
        node.Compute(run =>
        {
            var left = run.Read<bool>(x);
            var right = run.Read<bool>(y);
            var result = run.Write<bool>(z);
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = combine(left[placesX[i]], right[placesY[i]]);
            }
        });
    }
}
