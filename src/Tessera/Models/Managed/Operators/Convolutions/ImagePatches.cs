using Tessera.Kernels;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Convolutions;

/// <summary>
/// The windows that a convolution would see: images (n, height, width, channels) become
/// (n, rows, columns, window · channels).
/// </summary>
sealed class ImagePatches : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0, rank: 4);
        var shape = Read(node, x.Shape);
        var length = shape.KernelHeight * (long)shape.KernelWidth * shape.InputChannels;
        var y = node.Output(ElementType.Float32, new TensorShape(
            x.Shape[0], shape.OutputHeight, shape.OutputWidth, (int)Math.Min(length, int.MaxValue)));
        node.Compute(run =>
        {
            run.Write<float>(y).Clear();
            for (var n = 0; n < x.Shape[0]; n++)
            {
                var image = run.Read<float>(x).Slice(n * x.Shape.Product(1..), x.Shape.Product(1..));
                Copy(shape, image, run.Write<float>(y).Slice(n * y.Shape.Product(1..), y.Shape.Product(1..)));
            }
        });
    }

    static ConvolutionShape Read(NodeBinding node, TensorShape x)
    {
        var (height, width) = DataFormat.SpatialPair(node, "ksizes");
        var (strideVertical, strideHorizontal) = DataFormat.SpatialPair(node, "strides");
        var (dilationVertical, dilationHorizontal) = DataFormat.SpatialPair(node, "rates");
        var shape = new ConvolutionShape(x[1], x[2], x[3], height, width, 1)
        {
            StrideVertical = strideVertical,
            StrideHorizontal = strideHorizontal,
            DilationVertical = dilationVertical,
            DilationHorizontal = dilationHorizontal,
        };
        return node.Attributes.Text("padding", "VALID") == "SAME"
            ? Refusal.Of(() => shape.Same().Validated())
            : Refusal.Of(shape.Validated);
    }

    static void Copy(ConvolutionShape shape, ReadOnlySpan<float> image, Span<float> patches)
    {
        for (var row = 0; row < shape.OutputHeight; row++)
        {
            for (var column = 0; column < shape.OutputWidth; column++)
            {
                for (var tap = 0; tap < shape.KernelHeight * shape.KernelWidth; tap++)
                {
                    var (dy, dx) = Math.DivRem(tap, shape.KernelWidth);
                    var y = row * shape.StrideVertical - shape.Padding.Top + dy * shape.DilationVertical;
                    var x = column * shape.StrideHorizontal - shape.Padding.Left + dx * shape.DilationHorizontal;
                    if (y >= 0 && y < shape.Height && x >= 0 && x < shape.Width)
                    {
                        var pixel = (y * shape.Width + x) * shape.InputChannels;
                        image.Slice(pixel, shape.InputChannels).CopyTo(patches);
                    }

                    patches = patches[shape.InputChannels..];
                }
            }
        }
    }
}
