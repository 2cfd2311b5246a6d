using Tessera.Kernels;
using Tessera.Models.Managed.Operators.Activations;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Convolutions;

/// <summary>What all convolutions have in common.</summary>
static class ConvolutionBinding
{
    /// <summary>Binds a node with inputs (n, height, width, channels), kernel and perhaps bias.</summary>
    public static void Bind(NodeBinding node, int filters, int groups)
    {
        DataFormat.RequireChannelsLast(node);
        var x = node.FloatInput(0, rank: 4);
        var batch = x.Shape[0];
        var prepared = node.Prepare(
            ReadShape(node, x.Shape, node.Input(1).Shape, filters, groups), node.ConstantInput(1));
        var bias = node.InputCount > 2 ? node.FloatInput(2) : null;
        var activation = FusedActivation.Read(node.Attributes);
        var shape = prepared.Convolution.Shape;
        var y = node.Output(
            ElementType.Float32, new TensorShape(batch, shape.OutputHeight, shape.OutputWidth, shape.OutputChannels));
        node.Compute(run => prepared.Convolution.Forward(
            run.Kernels,
            batch,
            run.Read<float>(x),
            prepared.Weights,
            bias is null ? default : run.Read<float>(bias),
            activation,
            run.Write<float>(y)));
    }

    /// <summary>The convolution of images (n, height, width, channels) that a node's attributes describe.</summary>
    public static ConvolutionShape ReadShape(
        NodeBinding node, TensorShape x, TensorShape kernel, int filters, int groups)
    {
        var (strideVertical, strideHorizontal) = DataFormat.SpatialPair(node, "strides");
        var (dilationVertical, dilationHorizontal) = DataFormat.SpatialPair(node, "dilations");
        var shape = new ConvolutionShape(x[1], x[2], x[3], kernel[0], kernel[1], filters)
        {
            StrideVertical = strideVertical,
            StrideHorizontal = strideHorizontal,
            DilationVertical = dilationVertical,
            DilationHorizontal = dilationHorizontal,
            Groups = groups,
        };
        return Pad(node, shape);
    }

    static ConvolutionShape Pad(NodeBinding node, ConvolutionShape shape)
    {
        var padding = node.Attributes.Text("padding", "VALID");
        return padding switch
        {
            "VALID" => shape,
            "SAME" => Refusal.Of(shape.Same),
            "EXPLICIT" => shape with { Padding = DataFormat.ExplicitPadding(node) },
            _ => throw TesseraException.User($"its padding is {padding}; SAME, VALID and EXPLICIT are supported"),
        };
    }
}
