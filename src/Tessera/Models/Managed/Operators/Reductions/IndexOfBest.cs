using System.Numerics;
using Tessera.Models.Managed.Operators.Comparisons;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>The index of the largest (or smallest) number along an axis; of equal ones, the first.</summary>
/// <typeparam name="TComparison">Whether a number takes the place of the best before it.</typeparam>
sealed class IndexOfBest<TComparison> : IOperator, INumericOperator
    where TComparison : IComparison
{
    public void Bind(NodeBinding node) => this.BindByType(node, inputs: 1);

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        var x = node.Input(0);
        var axis = Axis.Resolve(node.ConstantInteger(1), x.Shape.Rank);
        var type = node.Attributes.Type("output_type", ElementType.Int64);
        if (type is not (ElementType.Int32 or ElementType.Int64) || x.Shape[axis] == 0)
        {
            throw TesseraException.User($"it cannot give indices as {type} along axis {axis} of {x.Shape}");
        }

        var extents = x.Shape.Extents;
        var y = node.Output(type, new TensorShape([.. extents[..axis], .. extents[(axis + 1)..]]));
        var (length, stride) = (x.Shape[axis], x.Shape.Product((axis + 1)..));
        node.Compute(run =>
        {
            for (var i = 0; i < y.Shape.ElementCount; i++)
            {
                var index = Find(run.Read<T>(x), i / stride * length * stride + i % stride, length, stride);
                Store(run, y, i, index);
            }
        });
    }

    static int Find<T>(ReadOnlySpan<T> x, int start, int length, int stride)
        where T : unmanaged, INumber<T>
    {
        var best = 0;
        for (var i = 1; i < length; i++)
        {
            if (TComparison.Holds(x[start + i * stride], x[start + best * stride]))
            {
                best = i;
            }
        }

        return best;
    }

    static void Store(Execution run, Operand y, int place, int index)
    {
        if (y.Type == ElementType.Int32)
        {
            run.Write<int>(y)[place] = index;
        }
        else
        {
            run.Write<long>(y)[place] = index;
        }
    }
}
