using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Convolutions;

/// <summary>Splits padded images into small ones, see <see cref="BlockLayout"/>.</summary>
sealed class SpaceToBatch : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0, rank: 4);
        var layout = BlockLayout.Read(node);
        var height = x.Shape[1] + (long)layout.Border[0] + layout.Border[1];
        var width = x.Shape[2] + (long)layout.Border[2] + layout.Border[3];
        if (height % layout.Height != 0 || width % layout.Width != 0 || Math.Max(height, width) > int.MaxValue)
        {
            throw TesseraException.User(
                $"padded images of {height}×{width} cannot be split into {layout.Height}×{layout.Width} parts");
        }

        var (images, channels) = ((int)Math.Min((long)x.Shape[0] * layout.Count, int.MaxValue), x.Shape[3]);
        var y = node.Output(
            x.Type, new TensorShape(images, (int)height / layout.Height, (int)width / layout.Width, channels));
        node.Compute(run => layout.ForEachPixel(x.Shape, y.Shape, (whole, part) =>
        {
            var target = run.Write<float>(y).Slice(part * channels, channels);
            if (whole < 0)
            {
                target.Clear();
            }
            else
            {
                run.Read<float>(x).Slice(whole * channels, channels).CopyTo(target);
            }
        }));
    }
}
