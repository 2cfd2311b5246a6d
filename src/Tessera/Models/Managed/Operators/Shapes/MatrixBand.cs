using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// Matrices whose elements are zero but for some diagonals. Inputs matrices (…, rows, columns), and how many
/// diagonals below and above the main one remain; all if negative.
/// </summary>
sealed class MatrixBand : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var (below, above) = (node.ConstantInteger(1), node.ConstantInteger(2));
        if (x.Shape.Rank < 2)
        {
            throw TesseraException.User($"{x.Shape} is no matrix");
        }

        var (rows, columns) = (x.Shape[^2], x.Shape[^1]);
        var y = node.OutputInPlace(x);
        var size = x.Type.Size();
        node.Compute(run =>
        {
            var target = run.WriteBytes(y);
            run.ReadBytes(x).CopyTo(target);
            for (var i = 0; i < x.Shape.ElementCount; i++)
            {
                var distance = i % columns - i / columns % rows;
                if ((below >= 0 && -distance > below) || (above >= 0 && distance > above))
                {
                    target.Slice(i * size, size).Clear();
                }
            }
        });
    }
}
