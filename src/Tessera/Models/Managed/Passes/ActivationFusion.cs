using Tessera.Kernels;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Operators.Activations;

namespace Tessera.Models.Managed.Passes;

/// <summary>
/// Lets convolutions, matrix products and sums apply the activation behind them while they store their results.
/// </summary>
static class ActivationFusion
{
    public static Graph Apply(Graph graph) => GraphRewriter.Rewrite(graph, Fuse);

    static Edge? Fuse(GraphRewriter graph, Node node) =>
        FusedActivation.Of(node.Operator) is not null
        && node.Inputs is [var input]
        && graph.IsUsedOnce(input)
        && CanTake(input.Node)
            ? new Edge(FusedActivation.Add(input.Node, node.Operator), 0)
            : null;

    static bool CanTake(Node producer) => FusedActivation.Read(producer.Attributes) == Activation.None
        && producer.Operator switch
        {
            "Conv2D" or "DepthwiseConv2dNative" or "AddV2" => true,
            _ => producer is { Operator: "MatMul", Inputs: [_, { Constant: not null }, ..] },
        };
}
