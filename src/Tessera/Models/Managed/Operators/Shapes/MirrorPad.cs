using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// The tensor's own elements, mirrored, around it; in mode REFLECT the outermost ones are not repeated.
/// </summary>
sealed class MirrorPad : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var amounts = PadAmounts.Read(node);
        var isReflected = node.Attributes.Text("mode", "REFLECT") == "REFLECT";
        for (var axis = 0; axis < x.Shape.Rank; axis++)
        {
            var allowed = x.Shape[axis] - (isReflected ? 1 : 0);
            if (Math.Max(amounts.Before[axis], amounts.After[axis]) > allowed)
            {
                throw TesseraException.User(
                    $"axis {axis} of {x.Shape} can be padded by at most {allowed} mirrored elements");
            }
        }

        var y = node.Output(x.Type, amounts.Result(x.Shape));
        var sources = Sources(x.Shape, amounts, isReflected ? 0 : 1);
        var size = x.Type.Size();
        node.Compute(run => Copy(run.ReadBytes(x), sources, run.WriteBytes(y), size));
    }

    // For each axis, the offset of the source of each index of the result.
    static int[][] Sources(TensorShape shape, PadAmounts amounts, int repeated)
    {
        var strides = StridedView.StridesOf(shape);
        return [.. strides.Select((stride, axis) => Enumerable
            .Range(-amounts.Before[axis], amounts.Before[axis] + shape[axis] + amounts.After[axis])
            .Select(i => stride * (i < 0 ? -i - repeated : i < shape[axis] ? i : 2 * (shape[axis] - 1) - i + repeated))
            .ToArray())];
    }

    static void Copy(ReadOnlySpan<byte> x, int[][] sources, Span<byte> y, int size)
    {
        for (var i = 0; i * size < y.Length; i++)
        {
            var (rest, offset) = (i, 0);
            for (var axis = sources.Length - 1; axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, sources[axis].Length);
                offset += sources[axis][index];
            }

            x.Slice(offset * size, size).CopyTo(y[(i * size)..]);
        }
    }
}
