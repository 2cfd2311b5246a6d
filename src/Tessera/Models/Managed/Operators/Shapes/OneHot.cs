using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// A new axis along which one value stands at the index and another elsewhere. Inputs indices, extent of the new axis,
/// the one value and the other; an index outside of the axis stands nowhere.
/// </summary>
sealed class OneHot : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (indices, on, off) = (node.Input(0), node.Input(2), node.Input(3));
        Indices.RequireIntegers(indices);
        var depth = node.ConstantInteger(1);
        var axis = node.Attributes.Integer("axis", -1) is not -1 and var named
            ? Axis.Resolve(named, indices.Shape.Rank + 1)
            : indices.Shape.Rank;
        if (on.Type != off.Type || on.Shape.ElementCount != 1 || off.Shape.ElementCount != 1)
        {
            throw TesseraException.User("its two values must be single ones of one type");
        }

        var extents = indices.Shape.Extents;
        var y = node.Output(on.Type, new TensorShape([.. extents[..axis], depth, .. extents[axis..]]));
        var stride = indices.Shape.Product(axis..);
        var size = on.Type.Size();
        node.Compute(run =>
        {
            var target = run.WriteBytes(y);
            Repeat(run.ReadBytes(off), target);
            var places = Indices.Read(run, indices);
            for (var i = 0; i < places.Length; i++)
            {
                if (places[i] >= 0 && places[i] < depth)
                {
                    var place = (i / stride * depth + (int)places[i]) * stride + i % stride;
                    run.ReadBytes(on).CopyTo(target[(place * size)..]);
                }
            }
        });
    }

    static void Repeat(ReadOnlySpan<byte> value, Span<byte> target)
    {
        for (; !target.IsEmpty; target = target[value.Length..])
        {
            value.CopyTo(target);
        }
    }
}
