using System.Runtime.InteropServices;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Operators.Normalization;

namespace Tessera.Models.Managed.Passes;

/// <summary>
/// Moves biases, batch normalisations and other x · scale + shift by channel into the weights of the convolution or
/// matrix product before them.
/// </summary>
static class AffineFolding
{
    public static Graph Apply(Graph graph) => GraphRewriter.Rewrite(graph, Fold);

    static Edge? Fold(GraphRewriter graph, Node node) =>
        AffineNode.Read(node) is { } affine && graph.IsUsedOnce(affine.Input)
            ? FoldWeights(affine.Input.Node, affine) ?? FoldThroughPooling(graph, affine.Input.Node, affine)
            : null;

    // The maximum of scaled numbers is the scaled maximum, unless the factor is negative.
    static Edge? FoldThroughPooling(GraphRewriter graph, Node node, AffineNode affine) =>
        node is { Operator: "MaxPool", Inputs: [var input] }
        && graph.IsUsedOnce(input)
        && affine.Scale.All(factor => factor >= 0)
        && FoldWeights(input.Node, affine) is { } folded
            ? new Edge(node.WithInputs([folded]), 0)
            : null;

    static Edge? FoldWeights(Node producer, AffineNode affine)
    {
        if (!HasChannelsLast(producer)
            || producer.Inputs is not [var x, { Constant: { Type: ElementType.Float32 } weights }, .. var rest]
            || rest is [{ Constant: null }, ..]
            || affine.Expand(ChannelsOf(producer, weights), producer.Operator == "MatMul" ? 2 : 4) is not { } channels)
        {
            return null;
        }

        var bias = FoldBias(rest is [var old, ..] ? old.Constant : null, channels);
        var node = new Node(producer.Name, producer.Operator, producer.Attributes,
        [
            x,
            new Edge(Node.OfConstant(producer.Inputs[1].Node.Name, Multiply(weights, channels.Scale)), 0),
            new Edge(Node.OfConstant($"{producer.Name}/bias", bias), 0),
        ]);
        return new Edge(node, 0);
    }

    static bool HasChannelsLast(Node producer) => producer.Operator switch
    {
        "Conv2D" or "DepthwiseConv2dNative" => producer.Attributes.Text("data_format", "NHWC") == "NHWC",
        "MatMul" => !producer.Attributes.Flag("transpose_b", absent: false),
        _ => false,
    };

    // The channels are the last axis, of a depthwise kernel (…, channels, multiplier) the last two.
    static int ChannelsOf(Node producer, Tensor weights) => weights.Shape.Rank < 2 ? 0
        : producer.Operator == "DepthwiseConv2dNative" ? weights.Shape.Product(^2..) : weights.Shape[^1];

    // Deferred, so that the weights as they were need not be kept beside those in the kernels' order.
    static Tensor Multiply(Tensor weights, double[] scale) => scale.All(factor => factor == 1)
        ? weights
        : Tensor.Deferred(ElementType.Float32, weights.Shape, target =>
        {
            weights.CopyTo(target);
            Multiply(MemoryMarshal.Cast<byte, float>(target), scale);
        });

    static void Multiply(Span<float> weights, double[] scale)
    {
        for (; weights.Length > 0; weights = weights[scale.Length..])
        {
            for (var channel = 0; channel < scale.Length; channel++)
            {
                weights[channel] = (float)(weights[channel] * scale[channel]);
            }
        }
    }

    static Tensor FoldBias(Tensor? old, ChannelAffine affine)
    {
        var bias = new float[affine.Channels];
        for (var i = 0; i < bias.Length; i++)
        {
            var before = old is null ? 0 : old.Values<float>()[i];
            bias[i] = (float)(before * affine.Scale[i] + affine.Shift[i]);
        }

        return Tensor.Of<float>(new TensorShape(bias.Length), bias);
    }
}
