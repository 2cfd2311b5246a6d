using System.Numerics;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>
/// The sum or product of all elements up to each one along an axis: without that one itself if exclusive, from the
/// other end if reverse.
/// </summary>
sealed class CumulativeReduction<TReduction> : IOperator, INumericOperator
    where TReduction : IReduction
{
    public void Bind(NodeBinding node) => this.BindByType(node, inputs: 1);

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        var x = node.Input(0);
        var axis = Axis.Resolve(node.ConstantInteger(1), x.Shape.Rank);
        var isExclusive = node.Attributes.Flag("exclusive", absent: false);
        var (length, stride) = (x.Shape[axis], x.Shape.Product((axis + 1)..));
        var step = node.Attributes.Flag("reverse", absent: false) ? -stride : stride;
        var y = node.OutputInPlace(x);
        node.Compute(run =>
        {
            for (var line = 0; line * (long)length < x.Shape.ElementCount; line++)
            {
                var first = line / stride * length * stride + line % stride;
                var start = step < 0 ? first + (length - 1) * stride : first;
                Accumulate(run.Read<T>(x), start, step, length, isExclusive, run.Write<T>(y));
            }
        });
    }

    static void Accumulate<T>(ReadOnlySpan<T> x, int start, int step, int length, bool isExclusive, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        var before = TReduction.Start;
        for (var (i, place) = (0, start); i < length; i++, place += step)
        {
            var after = TReduction.Combine(before, double.CreateTruncating(x[place]));
            y[place] = T.CreateTruncating(isExclusive ? before : after);
            before = after;
        }
    }
}
