using Tessera.Kernels;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Convolutions;

/// <summary>
/// The gradient of a convolution by its input (TensorFlow's Conv2DBackpropInput), which enlarges images: inputs the
/// shape of the result, kernel (height, width, channels of the result, channels), images.
/// </summary>
sealed class TransposedConvolution2D : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (kernel, x) = (node.FloatInput(1, rank: 4), node.FloatInput(2, rank: 4));
        var result = new TensorShape(node.ConstantIntegers(0));
        if (result.Rank != 4
            || (result[0], result[3]) != (x.Shape[0], kernel.Shape[2])
            || x.Shape[3] != kernel.Shape[3])
        {
            throw TesseraException.User($"images {x.Shape} with a kernel of {kernel.Shape} cannot become {result}");
        }

        var forward = ConvolutionBinding.ReadShape(node, result, kernel.Shape, kernel.Shape[3], groups: 1);
        var prepared = node.PrepareBackward(forward, node.ConstantInput(1));
        RequireSize(prepared.Convolution.Shape, x.Shape);
        var y = node.Output(ElementType.Float32, result);
        node.Compute(run => prepared.Convolution.BackwardData(
            run.Kernels, x.Shape[0], run.Read<float>(x), prepared.Weights, run.Write<float>(y)));
    }

    static void RequireSize(ConvolutionShape shape, TensorShape images)
    {
        if (shape.OutputHeight != images[1] || shape.OutputWidth != images[2])
        {
            throw TesseraException.User(
                $"images of {shape.OutputHeight}×{shape.OutputWidth} would be needed, but they are {images}");
        }
    }
}
