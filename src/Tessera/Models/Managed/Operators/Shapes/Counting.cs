using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The integers from a start to before a limit, a step apart (TensorFlow's Range).</summary>
sealed class Counting : IOperator
{
    // Counts are axes and positions.
    const int MaximumLength = 1 << 24;

    public void Bind(NodeBinding node)
    {
        if (node.Input(0).Type == ElementType.Float32)
        {
            BindFloats(node);
            return;
        }

        var (start, limit, step) = (node.ConstantInteger(0), node.ConstantInteger(1), node.ConstantInteger(2));
        var count = step == 0 ? -1 : Math.Max(0, ((long)limit - start + step - Math.Sign(step)) / step);
        if (count is < 0 or > MaximumLength)
        {
            throw TesseraException.User($"from {start} to {limit} by {step} are not 0 to {MaximumLength} numbers");
        }

        int[] values = [.. Enumerable.Range(0, (int)count).Select(i => start + i * step)];
        node.OutputKnown(Integers.ToTensor(node, "Tidx", values));
    }

    static void BindFloats(NodeBinding node)
    {
        var (start, limit, step) = (Number(node, 0), Number(node, 1), Number(node, 2));
        var count = Math.Max(0, Math.Ceiling(((double)limit - start) / step));
        if (!(count <= MaximumLength))
        {
            throw TesseraException.User($"from {start} to {limit} by {step} are not 0 to {MaximumLength} numbers");
        }

        float[] values = [.. Enumerable.Range(0, (int)count).Select(i => start + i * step)];
        node.OutputKnown(Tensor.Of<float>(new TensorShape(values.Length), values));
    }

    static float Number(NodeBinding node, int index) =>
        node.ConstantInput(index) is { Type: ElementType.Float32, Shape.ElementCount: 1 } number
            ? number.Values<float>()[0]
            : throw TesseraException.User($"its input {index} must hold one Float32");
}
