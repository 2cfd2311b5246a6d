using Tessera.Models.Managed.Graphs;

namespace Tessera.Models.Managed.Passes;

/// <summary>
/// TensorFlow splits images into blocks, convolves and joins the blocks where Keras says "dilation"; the kernels dilate
/// without that.
/// </summary>
static class DilationFolding
{
    public static Graph Apply(Graph graph) => GraphRewriter.Rewrite(graph, Fold);

    static Edge? Fold(GraphRewriter graph, Node node)
    {
        if (node is not { Operator: "BatchToSpaceND", Inputs: [var convolved, var joined, var crops] }
            || convolved.Node is not { Inputs: [var split, .. var rest] } convolution
            || split.Node is not { Operator: "SpaceToBatchND", Inputs: [var images, var block, var paddings] }
            || !graph.IsUsedOnce(convolved)
            || !graph.IsUsedOnce(split)
            || !IsPlain(convolution))
        {
            return null;
        }

        return Values(block) is [> 1 and var vertical, > 1 and var horizontal]
            && Values(joined) is [var joinedVertical, var joinedHorizontal]
            && (vertical, horizontal) == (joinedVertical, joinedHorizontal)
            && FindBorder(Values(paddings), Values(crops)) is { } border
                ? Dilate(ConvolutionNode.WithPadding(convolution, [images, .. rest], border), vertical, horizontal)
                : null;
    }

    static Edge Dilate(Node convolution, int vertical, int horizontal) =>
        new(ConvolutionNode.WithDilation(convolution, vertical, horizontal), 0);

    static bool IsPlain(Node convolution) =>
        ConvolutionNode.IsWithoutPadding(convolution)
        && convolution.Attributes.Integers("strides", 1, 1, 1, 1) is [1, 1, 1, 1]
        && convolution.Attributes.Integers("dilations", 1, 1, 1, 1) is [1, 1, 1, 1];

    // What is cut off at the end is padding that was added there to fill the last blocks.
    static int[]? FindBorder(int[]? paddings, int[]? crops) =>
        paddings is [>= 0 and var top, var bottom, >= 0 and var left, var right]
        && crops is [0, >= 0 and var cropBottom, 0, >= 0 and var cropRight]
        && bottom >= cropBottom
        && right >= cropRight
            ? [top, bottom - cropBottom, left, right - cropRight]
            : null;

    static int[]? Values(Edge edge) =>
        edge.Constant is { Type: ElementType.Int32 } constant ? constant.Values<int>().ToArray() : null;
}
