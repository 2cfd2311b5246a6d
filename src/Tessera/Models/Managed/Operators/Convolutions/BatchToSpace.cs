using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Convolutions;

/// <summary>Joins small images to large ones and cuts off their border, see <see cref="BlockLayout"/>.</summary>
sealed class BatchToSpace : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0, rank: 4);
        var layout = BlockLayout.Read(node);
        var height = x.Shape[1] * (long)layout.Height - layout.Border[0] - layout.Border[1];
        var width = x.Shape[2] * (long)layout.Width - layout.Border[2] - layout.Border[3];
        if (x.Shape[0] % layout.Count != 0 || height < 0 || width < 0 || Math.Max(height, width) > int.MaxValue)
        {
            throw TesseraException.User($"{x.Shape} cannot be joined in blocks of {layout.Height}×{layout.Width}");
        }

        var channels = x.Shape[3];
        var y = node.Output(x.Type, new TensorShape(x.Shape[0] / layout.Count, (int)height, (int)width, channels));
        node.Compute(run => layout.ForEachPixel(y.Shape, x.Shape, (whole, part) =>
        {
            if (whole >= 0)
            {
                run.Read<float>(x).Slice(part * channels, channels).CopyTo(run.Write<float>(y)[(whole * channels)..]);
            }
        }));
    }
}
