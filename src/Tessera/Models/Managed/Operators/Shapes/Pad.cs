using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// Elements of one value around a tensor: inputs tensor, (before, after) for each axis, and the value, if not 0.
/// </summary>
sealed class Pad : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var amounts = PadAmounts.Read(node);
        var value = node.InputCount > 2 ? node.ConstantInput(2) : null;
        if (value is not null && (value.Type != x.Type || value.Shape.ElementCount != 1))
        {
            throw TesseraException.User($"the value of the padding must be one {x.Type}");
        }

        var y = node.Output(x.Type, amounts.Result(x.Shape));
        var size = x.Type.Size();
        var inside = amounts.Inside(y.Shape, x.Shape);
        node.Compute(run =>
        {
            FillWith(run.WriteBytes(y), value is null ? default : value.Bytes.Span);
            inside.Scatter(run.ReadBytes(x), run.WriteBytes(y), size);
        });
    }

    static void FillWith(Span<byte> bytes, ReadOnlySpan<byte> value)
    {
        if (value.IndexOfAnyExcept((byte)0) < 0)
        {
            bytes.Clear();
            return;
        }

        for (; !bytes.IsEmpty; bytes = bytes[value.Length..])
        {
            value.CopyTo(bytes);
        }
    }
}
