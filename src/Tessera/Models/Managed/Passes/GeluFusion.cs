using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Operators.Activations;

namespace Tessera.Models.Managed.Passes;

/// <summary>
/// Recognises 0.5 · x · (1 + erf(x / √2)), whatever the order of its products, and makes one node of it.
/// </summary>
static class GeluFusion
{
    // Constants are rounded to float32 or to a few decimals by those who wrote the graph.
    const double Tolerance = 1e-5;

    public static Graph Apply(Graph graph) => GraphRewriter.Rewrite(graph, Fuse);

    static Edge? Fuse(GraphRewriter graph, Node node)
    {
        if (node is not { Operator: "Mul", Inputs: [var x, var y] })
        {
            return null;
        }

        var product = new Product();
        product.Add(graph, x);
        product.Add(graph, y);
        return product.Factors is [var a, var b] && IsClose(product.Constant, 0.5)
            ? Match(graph, node, a, b) ?? Match(graph, node, b, a)
            : null;
    }

    static Edge? Match(GraphRewriter graph, Node node, Edge x, Edge factor) =>
        FindErfArgument(graph, factor) is { } argument && IsScaled(argument, x)
            ? new Edge(new Node(node.Name, Gelu.OperatorName, NodeAttributes.None, [x]), 0)
            : null;

    // Of 1 + erf(…), what stands within the brackets.
    static Edge? FindErfArgument(GraphRewriter graph, Edge sum)
    {
        if (sum.Node is not { Operator: "Add" or "AddV2", Inputs: [var a, var b] } || !graph.IsUsedOnce(sum))
        {
            return null;
        }

        var (one, erf) = Scalar(a) is null ? (b, a) : (a, b);
        return Scalar(one) == 1 && erf.Node is { Operator: "Erf", Inputs: [var argument] } ? argument : null;
    }

    static bool IsScaled(Edge argument, Edge x) => argument.Node switch
    {
        { Operator: "RealDiv", Inputs: [var a, var b] } => a == x && IsClose(Scalar(b), Math.Sqrt(2)),
        { Operator: "Mul", Inputs: [var a, var b] } =>
            (a == x && IsClose(Scalar(b), Math.Sqrt(0.5))) || (b == x && IsClose(Scalar(a), Math.Sqrt(0.5))),
        _ => false,
    };

    static bool IsClose(double? value, double expected) =>
        value is { } known && Math.Abs(known - expected) <= Tolerance;

    internal static double? Scalar(Edge edge) =>
        edge.Constant is { Type: ElementType.Float32, Shape.ElementCount: 1 } number ? number.Values<float>()[0] : null;
}
