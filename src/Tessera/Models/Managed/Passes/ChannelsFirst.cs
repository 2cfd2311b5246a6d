using System.Collections.Immutable;
using Tessera.Models.Managed.Graphs;

namespace Tessera.Models.Managed.Passes;

/// <summary>
/// Lets image operators whose channels come first (NCHW) run as those whose channels come last (NHWC): transpositions
/// before and after, which vanish between two of them.
/// </summary>
static class ChannelsFirst
{
    static readonly int[] s_toLast = [0, 2, 3, 1];
    static readonly int[] s_toFirst = [0, 3, 1, 2];

    // They have an entry for each axis.
    static readonly string[] s_byAxis = ["strides", "dilations", "ksize", "ksizes", "rates"];

    public static Graph Apply(Graph graph) => GraphRewriter.Rewrite(graph, Replace);

    static Edge? Replace(GraphRewriter graph, Node node) =>
        node.Attributes.Text("data_format", "NHWC") == "NCHW" && ImageInput(node) is { } image
            ? Transpose(new Edge(ToChannelsLast(node, image), 0), s_toFirst)
            : null;

    static int? ImageInput(Node node) => node switch
    {
        { Operator: "Conv2D" or "DepthwiseConv2dNative", Inputs.Length: >= 2 } => 0,
        { Operator: "MaxPool" or "AvgPool" or "LRN" or "SpaceToDepth" or "DepthToSpace", Inputs.Length: 1 } => 0,
        { Operator: "Conv2DBackpropInput", Inputs.Length: 3 } => 2,
        _ => null,
    };

    static Node ToChannelsLast(Node node, int image)
    {
        var attributes = node.Attributes.With("data_format", "NHWC");
        foreach (var name in s_byAxis)
        {
            if (attributes.Integers(name) is [var n, var channels, var height, var width])
            {
                attributes = attributes.With(name, [n, height, width, channels]);
            }
        }

        if (attributes.Integers("explicit_paddings") is [var a, var b, var c, var d, var top, var bottom, var l, var r])
        {
            attributes = attributes.With("explicit_paddings", [a, b, top, bottom, l, r, c, d]);
        }

        var inputs = node.Inputs.SetItem(image, Transpose(node.Inputs[image], s_toLast));
        return new Node(node.Name, node.Operator, attributes, image == 0 ? inputs : WithShape(inputs));
    }

    // The first input of a transposed convolution is the shape of its result.
    static ImmutableArray<Edge> WithShape(ImmutableArray<Edge> inputs)
    {
        var order = new Edge(OfConstant(s_toLast), 0);
        return inputs.SetItem(0, new Edge(new Node("shape", "Gather", NodeAttributes.None, [inputs[0], order]), 0));
    }

    static Edge Transpose(Edge value, int[] order) =>
        value.Node is { Operator: "Transpose", Inputs: [var inner, { Constant: { } before }] }
        && before.Type == ElementType.Int32
        && Undoes(order, before.Values<int>())
            ? inner
            : new Edge(new Node(
                value.Node.Name, "Transpose", NodeAttributes.None, [value, new Edge(OfConstant(order), 0)]), 0);

    static bool Undoes(int[] order, ReadOnlySpan<int> before) =>
        before.SequenceEqual(order == s_toLast ? s_toFirst : s_toLast);

    static Node OfConstant(int[] values) =>
        Node.OfConstant("order", Tensor.Of<int>(new TensorShape(values.Length), values));
}
