using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// Tensors one after the other along an axis, which is the last input; the first one of TensorFlow 1's Concat.
/// </summary>
sealed class Concatenate : IOperator
{
    public void Bind(NodeBinding node)
    {
        var isAxisFirst = node.Operator == "Concat";
        var first = node.Input(isAxisFirst ? 1 : 0);
        var axis = Axis.Resolve(node.ConstantInteger(isAxisFirst ? 0 : node.InputCount - 1), first.Shape.Rank);
        Operand[] inputs = [.. Enumerable.Range(isAxisFirst ? 1 : 0, node.InputCount - 1).Select(node.Input)];
        foreach (var input in inputs)
        {
            RequireFit(first, input, axis);
        }

        var total = inputs.Sum(input => (long)input.Shape[axis]);
        var y = node.Output(first.Type, first.Shape.With(axis, (int)Math.Min(total, int.MaxValue)));
        var stride = LengthFrom(y, axis);
        node.Compute(run =>
        {
            var offset = 0;
            foreach (var input in inputs.Where(input => input.Shape.ElementCount > 0))
            {
                Blocks.Copy(run.ReadBytes(input), run.WriteBytes(y), LengthFrom(input, axis), offset, stride);
                offset += LengthFrom(input, axis);
            }
        });
    }

    static int LengthFrom(Operand operand, int axis) => operand.Shape.Product(axis..) * operand.Type.Size();

    static void RequireFit(Operand first, Operand input, int axis)
    {
        if (input.Type != first.Type
            || input.Shape.Rank != first.Shape.Rank
            || !input.Shape.With(axis, 1).Equals(first.Shape.With(axis, 1)))
        {
            throw TesseraException.User(
                $"{input.Type} {input.Shape} cannot stand beside {first.Type} {first.Shape} along axis {axis}");
        }
    }
}
