using System.Numerics;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>Applies a rare function to two tensors element by element, with NumPy's broadcasting.</summary>
/// <param name="function">Computes in double precision, whatever the type.</param>
sealed class PairOperator(Func<double, double, double> function) : IOperator, INumericOperator
{
    public void Bind(NodeBinding node) => this.BindByType(node, inputs: 2);

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        var (x, y) = (node.Input(0), node.Input(1));
        var broadcast = Broadcast.Of(x.Shape, y.Shape);
        var z = node.Output(x.Type, broadcast.Shape);
        node.Compute(run => Apply(broadcast, run.Read<T>(x), run.Read<T>(y), run.Write<T>(z)));
    }

    void Apply<T>(Broadcast broadcast, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where T : unmanaged, INumber<T>
    {
        var length = broadcast.Extents[^1];
        var (strideX, strideY) = (broadcast.StridesX[^1], broadcast.StridesY[^1]);
        for (var start = 0; start < z.Length; start += length)
        {
            var (offsetX, offsetY) = broadcast.RowOffsets(start / length);
            for (var i = 0; i < length; i++)
            {
                var result = function(
                    double.CreateTruncating(x[offsetX + i * strideX]),
                    double.CreateTruncating(y[offsetY + i * strideY]));
                z[start + i] = T.CreateTruncating(result);
            }
        }
    }
}
