using Tessera.Kernels;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Pooling;

/// <summary>What all poolings have in common.</summary>
static class PoolingBinding
{
    /// <summary>The pooling that a node's attributes describe.</summary>
    /// <exception cref="TesseraException">It makes no sense for the input.</exception>
    public static PoolShape ReadShape(NodeBinding node)
    {
        DataFormat.RequireChannelsLast(node);
        var x = node.FloatInput(0, rank: 4).Shape;
        var (height, width) = ReadPair(node, "ksize", input: 1);
        var (vertical, horizontal) = ReadPair(node, "strides", input: 2);
        var shape = new PoolShape(x[1], x[2], x[3], height, width)
        {
            StrideVertical = vertical,
            StrideHorizontal = horizontal,
        };
        var padding = node.Attributes.Text("padding", "VALID");
        return padding switch
        {
            "VALID" => Refusal.Of(shape.Validated),
            "SAME" => Refusal.Of(() => shape.Same().Validated()),
            "EXPLICIT" => Refusal.Of((shape with { Padding = DataFormat.ExplicitPadding(node) }).Validated),
            _ => throw TesseraException.User($"its padding is {padding}; SAME, VALID and EXPLICIT are supported"),
        };
    }

    // MaxPoolV2 is given as inputs what the others have as attributes.
    static (int Vertical, int Horizontal) ReadPair(NodeBinding node, string attribute, int input) =>
        node.InputCount <= 1 ? DataFormat.SpatialPair(node, attribute)
        : node.ConstantIntegers(input) is [1, var vertical, var horizontal, 1] ? (vertical, horizontal)
        : throw TesseraException.User($"its input {input} must hold four numbers, the first and last 1");

    /// <summary>The output of a pooling.</summary>
    public static Operand Output(NodeBinding node, PoolShape shape) => node.Output(
        ElementType.Float32,
        new TensorShape(node.Input(0).Shape[0], shape.OutputHeight, shape.OutputWidth, shape.Channels));
}
