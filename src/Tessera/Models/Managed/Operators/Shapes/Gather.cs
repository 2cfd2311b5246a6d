using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The slices along an axis that indices name. Inputs tensor, indices and axis.</summary>
sealed class Gather : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, indices) = (node.Input(0), node.Input(1));
        var axis = node.InputCount > 2 ? Axis.Resolve(node.ConstantInteger(2), x.Shape.Rank) : 0;
        if (indices.Type is not (ElementType.Int32 or ElementType.Int64)
            || node.Attributes.Integer("batch_dims", 0) != 0)
        {
            throw TesseraException.User("only integer indices that are the same for all of a batch are supported");
        }

        var y = node.Output(
            x.Type,
            new TensorShape([.. x.Shape.Extents[..axis], .. indices.Shape.Extents, .. x.Shape.Extents[(axis + 1)..]]));
        var length = x.Shape.Product((axis + 1)..) * x.Type.Size();
        var extent = x.Shape[axis];
        node.Compute(run =>
        {
            for (var i = 0; i < indices.Shape.ElementCount; i++)
            {
                var index = ReadIndex(run, indices, i, extent);
                Copy(run.ReadBytes(x), index, extent, run.WriteBytes(y), i, indices.Shape.ElementCount, length);
            }
        });
    }

    static int ReadIndex(Execution run, Operand indices, int i, int extent)
    {
        var index = indices.Type == ElementType.Int32 ? run.Read<int>(indices)[i] : run.Read<long>(indices)[i];
        return index >= 0 && index < extent
            ? (int)index
            : throw TesseraException.User($"there is no index {index} among {extent}");
    }

    // Slice `from` of every group of `fromCount` slices becomes slice `to` of every group of `toCount`.
    static void Copy(ReadOnlySpan<byte> x, int from, int fromCount, Span<byte> y, int to, int toCount, int length)
    {
        var groups = length == 0 ? 0 : x.Length / (fromCount * length);
        for (var group = 0; group < groups; group++)
        {
            x.Slice((group * fromCount + from) * length, length).CopyTo(y[((group * toCount + to) * length)..]);
        }
    }
}
