using System.Collections.Immutable;
using Tessera.Models.Managed.Passes;
using Tessera.Models.Managed.Planning;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.Managed.Graphs;

/// <summary>Which of two functions a condition (TensorFlow's If) calls.</summary>
static class Condition
{
    /// <summary>Whether it holds; null when that depends on the model's inputs.</summary>
    public static bool? Evaluate(Edge condition, PreparedWeights prepared)
    {
        var graph = ConstantFolding.Apply(new Graph([], [condition]), prepared);
        return graph.Outputs[0].Constant is { } value ? value.Bytes.Span.IndexOfAnyExcept((byte)0) >= 0 : null;
    }

    /// <summary>Nodes that choose among the results of both branches when more is known.</summary>
    /// <exception cref="TesseraException">The branches have different numbers of results.</exception>
    public static ImmutableArray<Edge> Choose(
        NodeProto node, Edge condition, ImmutableArray<Edge> onTrue, ImmutableArray<Edge> onFalse)
    {
        if (onTrue.Length != onFalse.Length)
        {
            throw TesseraException.User(
                $"the branches of '{node.Name}' have {onTrue.Length} and {onFalse.Length} results");
        }

        return
        [
            .. onTrue.Zip(onFalse, (x, y) =>
                new Edge(new Node(node.Name, node.Op, NodeAttributes.None, [condition, x, y]), 0)),
        ];
    }
}
