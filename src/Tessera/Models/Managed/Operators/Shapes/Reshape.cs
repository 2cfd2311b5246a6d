using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The same elements under another shape, one extent of which may be −1: whatever is left.</summary>
sealed class Reshape : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        node.OutputView(x, Infer(x.Shape, node.ConstantIntegers(1)));
    }

    static TensorShape Infer(TensorShape from, int[] extents)
    {
        if (extents.Count(extent => extent == -1) == 1)
        {
            var known = new TensorShape([.. extents.Where(extent => extent != -1)]).ElementCount;
            extents = [.. extents.Select(extent => extent != -1 ? extent : known == 0 ? 0 : from.ElementCount / known)];
        }

        var to = new TensorShape(extents);
        return to.ElementCount == from.ElementCount
            ? to
            : throw TesseraException.User($"{from} cannot become {to}: the numbers of elements differ");
    }
}
