using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// Pieces of given lengths along an axis; one may be −1, whatever is left. Inputs value, lengths and axis.
/// </summary>
sealed class SplitBySizes : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var axis = Axis.Resolve(node.ConstantInteger(2), x.Shape.Rank);
        var lengths = node.ConstantIntegers(1);
        var others = lengths.Where(length => length != -1).Sum(length => (long)length);
        var rest = (int)Math.Clamp(x.Shape[axis] - others, -1, int.MaxValue);
        int[] known = [.. lengths.Select(length => length == -1 ? rest : length)];
        ViewCopy.Bind(node, x, Partition.Along(x.Shape, axis, known));
    }
}
