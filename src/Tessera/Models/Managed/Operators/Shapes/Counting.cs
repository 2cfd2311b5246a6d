using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The integers from a start to before a limit, a step apart (TensorFlow's Range).</summary>
sealed class Counting : IOperator
{
    // Counts are axes and positions.
    const int MaximumLength = 1 << 24;

    public void Bind(NodeBinding node)
    {
        var (start, limit, step) = (node.ConstantInteger(0), node.ConstantInteger(1), node.ConstantInteger(2));
        var count = step == 0 ? -1 : Math.Max(0, ((long)limit - start + step - Math.Sign(step)) / step);
        if (count is < 0 or > MaximumLength)
        {
            throw TesseraException.User($"from {start} to {limit} by {step} are not 0 to {MaximumLength} numbers");
        }

        int[] values = [.. Enumerable.Range(0, (int)count).Select(i => start + i * step)];
        node.OutputKnown(Integers.ToTensor(node, "Tidx", values));
    }
}
