using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// Moves elements along axes; what leaves at one end comes back at the other. Inputs tensor, distances and axes.
/// </summary>
sealed class Roll : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var (shifts, axes) = (node.ConstantIntegers(1), node.ConstantIntegers(2));
        if (shifts.Length != axes.Length)
        {
            throw TesseraException.User($"{shifts.Length} distances do not fit {axes.Length} axes");
        }

        var total = new long[x.Shape.Rank];
        for (var i = 0; i < axes.Length; i++)
        {
            total[Axis.Resolve(axes[i], x.Shape.Rank)] += shifts[i];
        }

        var y = node.Output(x.Type, x.Shape);
        var sources = Sources(x.Shape, total);
        var size = x.Type.Size();
        node.Compute(run =>
        {
            var source = run.ReadBytes(x);
            var target = run.WriteBytes(y);
            for (var i = 0; i < sources.Length; i++)
            {
                source.Slice(sources[i] * size, size).CopyTo(target[(i * size)..]);
            }
        });
    }

    static int[] Sources(TensorShape shape, long[] shifts)
    {
        var sources = new int[shape.ElementCount];
        var strides = StridedView.StridesOf(shape);
        for (var i = 0; i < sources.Length; i++)
        {
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                var index = i / strides[axis] % shape[axis] - shifts[axis];
                sources[i] += (int)((index % shape[axis] + shape[axis]) % shape[axis]) * strides[axis];
            }
        }

        return sources;
    }
}
