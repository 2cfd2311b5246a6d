using Tessera.Models.Managed.Operators.Arithmetic;
using Tessera.Models.Managed.Operators.Shapes;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Comparisons;

/// <summary>
/// Where the condition holds, elements of the second input, elsewhere of the third; NumPy's broadcasting.
/// </summary>
sealed class Select : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (condition, x, y) = (node.Input(0), node.Input(1), node.Input(2));
        if (condition.Type != ElementType.Boolean || x.Type != y.Type)
        {
            throw TesseraException.User($"it chooses by {condition.Type} among {x.Type} and {y.Type}");
        }

        if (condition.Shape.Rank == 1 && x.Shape.Rank > 1 && node.Operator == "Select")
        {
            // One choice a row, as TensorFlow 1 has it.
            condition = condition.Reshape(new TensorShape(
                [condition.Shape[0], .. Enumerable.Repeat(1, x.Shape.Rank - 1)]));
        }

        var shape = Broadcast.Of(condition.Shape, Broadcast.Of(x.Shape, y.Shape).Shape).Shape;
        var z = node.Output(x.Type, shape);
        var choice = node.Scratch(ElementType.Boolean, shape);
        var other = node.Scratch(x.Type, shape);
        var size = x.Type.Size();
        node.Compute(run =>
        {
            Repeat(run, condition, choice);
            Repeat(run, x, z);
            Repeat(run, y, other);
            Replace(run.Read<bool>(choice), run.ReadBytes(other), run.WriteBytes(z), size);
        });
    }

    static void Repeat(Execution run, Operand source, Operand target) => StridedView
        .Repeat(source.Shape, target.Shape)
        .Copy(run.ReadBytes(source), run.WriteBytes(target), source.Type.Size());

    static void Replace(ReadOnlySpan<bool> isKept, ReadOnlySpan<byte> other, Span<byte> elements, int size)
    {
        for (var i = 0; i < isKept.Length; i++)
        {
            if (!isKept[i])
            {
                other.Slice(i * size, size).CopyTo(elements[(i * size)..]);
            }
        }
    }
}
