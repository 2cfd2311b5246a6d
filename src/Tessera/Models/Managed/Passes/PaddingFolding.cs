using Tessera.Models.Managed.Graphs;

namespace Tessera.Models.Managed.Passes;

/// <summary>
/// Lets a convolution pad its images itself where a node does it before, as in MobileNet's strided blocks.
/// </summary>
static class PaddingFolding
{
    public static Graph Apply(Graph graph) => GraphRewriter.Rewrite(graph, Fold);

    static Edge? Fold(GraphRewriter graph, Node node) =>
        ConvolutionNode.IsWithoutPadding(node)
        && node.Inputs is [var padded, .. var rest]
        && padded.Node is { Operator: "Pad", Inputs: [var images, { Constant: { } amounts }] }
        && graph.IsUsedOnce(padded)
        && ReadBorder(amounts) is { } border
            ? new Edge(ConvolutionNode.WithPadding(node, [images, .. rest], border), 0)
            : null;

    // Top, bottom, left, right, if neither images nor channels are padded.
    static int[]? ReadBorder(Tensor amounts) =>
        amounts.Type == ElementType.Int32
        && amounts.Values<int>() is [0, 0, >= 0, >= 0, >= 0, >= 0, 0, 0] and var values
            ? values[2..6].ToArray()
            : null;
}
