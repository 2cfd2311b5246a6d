using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// x[begin:end:stride, …] with Python's rules. Bits of the masks mark, for entry i: an open begin or end, the
/// ellipsis,
/// a new axis, an axis that is removed because it is indexed with one number.
/// </summary>
sealed class StridedSlice : IOperator
{
    public void Bind(NodeBinding node) => ViewCopy.Bind(node, node.Input(0), new SliceReader(node).Read());
}
