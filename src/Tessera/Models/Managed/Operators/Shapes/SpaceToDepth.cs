using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// Pixels become channels: (n, height·b, width·b, channels) becomes (n, height, width, b·b·channels).
/// </summary>
sealed class SpaceToDepth : IOperator
{
    public void Bind(NodeBinding node)
    {
        DataFormat.RequireChannelsLast(node);
        var x = node.FloatInput(0, rank: 4);
        var block = SpatialBlock.Read(node);
        var (n, height, width, channels) = (x.Shape[0], x.Shape[1] / block, x.Shape[2] / block, x.Shape[3]);
        if (height * block != x.Shape[1] || width * block != x.Shape[2])
        {
            throw TesseraException.User($"{x.Shape} cannot be cut into squares of {block}·{block} pixels");
        }

        var parts = new TensorShape(n, height, block, width, block, channels);
        var shape = new TensorShape(n, height, width, SpatialBlock.Multiply(block * block, channels));
        ViewCopy.Bind(node, x, (StridedView.Transpose(parts, [0, 1, 3, 2, 4, 5]), shape));
    }
}
