using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// The slices along an axis that indices name. Inputs tensor, indices and axis (0 when absent); the outermost axes of
/// both, as many as the attribute <c>batch_dims</c> says, are gone through together.
/// </summary>
sealed class Gather : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, indices) = (node.Input(0), node.Input(1));
        var axis = Axis.Resolve(node.InputCount > 2 ? node.ConstantInteger(2) : 0, x.Shape.Rank);
        var batchAxes = ReadBatchAxes(node, x.Shape, indices.Shape, axis);
        Indices.RequireIntegers(indices);
        var y = node.Output(x.Type, new TensorShape(
        [
            .. x.Shape.Extents[..axis],
            .. indices.Shape.Extents[batchAxes..],
            .. x.Shape.Extents[(axis + 1)..],
        ]));
        var slices = new GatheredSlices(
            x.Shape.Product(..batchAxes),
            x.Shape.Product(batchAxes..axis),
            x.Shape[axis],
            indices.Shape.Product(batchAxes..),
            x.Shape.Product((axis + 1)..) * x.Type.Size());
        if (y.Shape.ElementCount > 0)
        {
            node.Compute(run => slices.Copy(run, x, indices, y));
        }
        else
        {
            node.Compute(_ => { });
        }
    }

    static int ReadBatchAxes(NodeBinding node, TensorShape x, TensorShape indices, int axis)
    {
        var count = node.Attributes.Integer("batch_dims", 0);
        count = count < 0 ? count + indices.Rank : count;
        return count >= 0
            && count <= Math.Min(axis, indices.Rank)
            && x.Extents[..count].SequenceEqual(indices.Extents[..count])
            ? count
            : throw TesseraException.User($"indices {indices} do not fit {x} along its {count} outermost axes");
    }
}
