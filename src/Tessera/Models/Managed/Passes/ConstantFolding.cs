using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Operators;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Passes;

/// <summary>Computes what depends on weights only, such as the factors of an unfused batch normalisation.</summary>
static class ConstantFolding
{
    public static Graph Apply(Graph graph, PreparedWeights prepared) =>
        GraphRewriter.Rewrite(graph, (_, node) => Fold(node, prepared));

    static Edge? Fold(Node node, PreparedWeights prepared)
    {
        var isFoldable = !node.Inputs.IsEmpty
            && node.Inputs.All(input => input.Constant is not null)
            && OperatorRegistry.Find(node.Operator) is not null;
        return isFoldable
            ? new Edge(Node.OfConstant(node.Name, Planner.Evaluate(node, prepared)[0]), 0)
            : null;
    }
}
