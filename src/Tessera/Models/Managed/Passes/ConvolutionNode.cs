using System.Collections.Immutable;
using Tessera.Models.Managed.Graphs;

namespace Tessera.Models.Managed.Passes;

/// <summary>What passes ask of convolutions and change in them.</summary>
static class ConvolutionNode
{
    /// <summary>Whether it is a convolution of NHWC images that pads nothing.</summary>
    public static bool IsWithoutPadding(Node node) =>
        node.Operator is "Conv2D" or "DepthwiseConv2dNative"
        && node.Attributes.Text("padding", "") == "VALID"
        && node.Attributes.Text("data_format", "NHWC") == "NHWC";

    /// <summary>The same convolution with zeros around its images.</summary>
    /// <param name="node">The convolution.</param>
    /// <param name="inputs">What it is to take.</param>
    /// <param name="border">Rows at the top and bottom, columns to the left and right.</param>
    public static Node WithPadding(Node node, ImmutableArray<Edge> inputs, int[] border) => new(
        node.Name,
        node.Operator,
        node.Attributes.With("padding", "EXPLICIT").With("explicit_paddings", [0, 0, .. border, 0, 0]),
        inputs);

    /// <summary>The same convolution with its taps apart.</summary>
    public static Node WithDilation(Node node, int vertical, int horizontal) => new(
        node.Name, node.Operator, node.Attributes.With("dilations", [1, vertical, horizontal, 1]), node.Inputs);
}
