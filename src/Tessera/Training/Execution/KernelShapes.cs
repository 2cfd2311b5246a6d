using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>Layers in the words of the kernels.</summary>
static class KernelShapes
{
    /// <summary>Of a convolution, or of a dense layer as a convolution of one pixel.</summary>
    public static ConvolutionShape OfProduct(NetworkNode node) => node.Layer is Networks.Convolution convolution
        ? Of(convolution, node.InputShapes[0], node.Shape)
        : ConvolutionShape.Dense(node.InputShapes[0].Channels, node.Shape.Channels);

    static ConvolutionShape Of(Networks.Convolution layer, Shape input, Shape output)
    {
        var shape = new ConvolutionShape(
            input.Height, input.Width, input.Channels, layer.Size, layer.Size, output.Channels)
        {
            StrideVertical = layer.Stride,
            StrideHorizontal = layer.Stride,
        };
        return layer.Padding == Networks.Padding.Same ? shape.Same() : shape;
    }

    public static PoolShape Of(MaxPooling layer, Shape input) =>
        new(input.Height, input.Width, input.Channels, layer.Size, layer.Size);

    public static PoolShape OfGlobalPooling(Shape input) => PoolShape.Global(input.Height, input.Width, input.Channels);

    public static Kernels.Activation Of(ActivationFunction function) => function switch
    {
        ActivationFunction.Relu => Kernels.Activation.Relu,
        ActivationFunction.Gelu => Kernels.Activation.Gelu,
        _ => throw new InvalidOperationException($"activation {function}"),
    };
}
