using System.Numerics;
using Tessera.Models.Managed.Operators.Shapes;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>Reduces a tensor over some axes, in the order of its elements.</summary>
sealed class Reduction<TReduction> : IOperator, INumericOperator
    where TReduction : IReduction
{
    public void Bind(NodeBinding node) => this.BindByType(node, inputs: 1);

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        var x = node.Input(0);
        var axes = ReducedAxes.Read(node);
        var strides = axes.OutputStrides(x.Shape);
        var count = axes.Count(x.Shape);
        var y = node.Output(x.Type, axes.Output);
        var results = node.Scratch(ElementType.Float64, axes.Output);
        node.Compute(run =>
        {
            var accumulators = run.Write<double>(results);
            accumulators.Fill(TReduction.Start);
            Accumulate(x.Shape, strides, run.Read<T>(x), accumulators);
            Finish<T>(accumulators, count, run.Write<T>(y));
        });
    }

    static void Accumulate<T>(TensorShape shape, int[] strides, ReadOnlySpan<T> x, Span<double> results)
        where T : unmanaged, INumber<T>
    {
        // The places in the result form a view whose elements repeat.
        var places = new StridedView(0, shape.Extents.ToArray(), strides);
        var (length, stride) = shape.Rank == 0 ? (1, 0) : (shape[^1], strides[^1]);
        for (var start = 0; start < x.Length; start += length)
        {
            var place = places.RowOffset(start / length);
            foreach (var value in x.Slice(start, length))
            {
                results[place] = TReduction.Combine(results[place], double.CreateTruncating(value));
                place += stride;
            }
        }
    }

    static void Finish<T>(ReadOnlySpan<double> results, int count, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = T.CreateSaturating(TReduction.Finish(results[i], count));
        }
    }
}
