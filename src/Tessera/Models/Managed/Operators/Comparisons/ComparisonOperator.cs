using System.Numerics;
using Tessera.Models.Managed.Operators.Arithmetic;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Comparisons;

/// <summary>
/// Compares two tensors element by element, with NumPy's broadcasting; of truth values, false is the smaller one.
/// </summary>
sealed class ComparisonOperator<TComparison> : IOperator, INumericOperator
    where TComparison : IComparison
{
    readonly LogicalOperator _booleans = new((x, y) => TComparison.Holds(x ? 1 : 0, y ? 1 : 0));

    public void Bind(NodeBinding node)
    {
        if (node.Input(0).Type == ElementType.Boolean)
        {
            _booleans.Bind(node);
        }
        else
        {
            this.BindByType(node, inputs: 2);
        }
    }

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        var (x, y) = (node.Input(0), node.Input(1));
        var broadcast = Broadcast.Of(x.Shape, y.Shape);
        var z = node.Output(ElementType.Boolean, broadcast.Shape);
        node.Compute(run => Apply(broadcast, run.Read<T>(x), run.Read<T>(y), run.Write<bool>(z)));
    }

    static void Apply<T>(Broadcast broadcast, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> z)
        where T : unmanaged, INumber<T>
    {
        var length = broadcast.Extents[^1];
        var (strideX, strideY) = (broadcast.StridesX[^1], broadcast.StridesY[^1]);
        for (var start = 0; start < z.Length; start += length)
        {
            var (offsetX, offsetY) = broadcast.RowOffsets(start / length);
            for (var i = 0; i < length; i++)
            {
                z[start + i] = TComparison.Holds(x[offsetX + i * strideX], y[offsetY + i * strideY]);
            }
        }
    }
}
