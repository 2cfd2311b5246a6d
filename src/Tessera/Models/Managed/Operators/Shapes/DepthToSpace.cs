using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// Channels become pixels: (n, height, width, b·b·channels) becomes (n, height·b, width·b, channels).
/// </summary>
sealed class DepthToSpace : IOperator
{
    public void Bind(NodeBinding node)
    {
        DataFormat.RequireChannelsLast(node);
        var x = node.FloatInput(0, rank: 4);
        var block = SpatialBlock.Read(node);
        var (n, height, width, channels) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3] / (block * block));
        if (channels * block * block != x.Shape[3])
        {
            throw TesseraException.User($"{x.Shape[3]} channels are no multiple of {block}·{block}");
        }

        var parts = new TensorShape(n, height, width, block, block, channels);
        var (rows, columns) = (SpatialBlock.Multiply(height, block), SpatialBlock.Multiply(width, block));
        var order = StridedView.Transpose(parts, [0, 1, 3, 2, 4, 5]);
        ViewCopy.Bind(node, x, (order, new TensorShape(n, rows, columns, channels)));
    }
}
