using System.Collections.Immutable;
using Tessera.Models.Managed.Planning;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.Managed.Graphs;

/// <summary>
/// The conditions of TensorFlow 1: <c>Switch</c> sends a value into one of two branches, <c>Merge</c> gives on what
/// arrives. Where the condition is known, such as "is training" with a default, the other branch is dead.
/// </summary>
static class Branches
{
    /// <summary>What stands for all values of a branch that is not taken.</summary>
    public static Node Dead { get; } = new("a branch that is not taken", "Dead", NodeAttributes.None, []);

    /// <summary>Whether a node is part of a branch that is not taken.</summary>
    public static bool IsDead(NodeProto node, ImmutableArray<Edge> inputs) =>
        !IsMerge(node) && inputs.Any(input => input.Node == Dead);

    /// <summary>
    /// What a node that divides or joins branches gives; null for others, and where both may be taken.
    /// </summary>
    public static ImmutableArray<Edge>? Resolve(
        NodeProto node, ImmutableArray<Edge> inputs, PreparedWeights prepared) =>
        node.Op is "Switch" or "RefSwitch" && inputs is [var value, var condition]
            ? Divide(value, Condition.Evaluate(condition, prepared))
            : IsMerge(node) ? Join(inputs) : null;

    // The first output is for false.
    static ImmutableArray<Edge>? Divide(Edge value, bool? condition) => condition switch
    {
        true => [new Edge(Dead, 0), value],
        false => [value, new Edge(Dead, 0)],
        null => null,
    };

    // The value, and which input it was.
    static ImmutableArray<Edge>? Join(ImmutableArray<Edge> inputs)
    {
        ImmutableArray<int> alive = [.. Enumerable.Range(0, inputs.Length).Where(i => inputs[i].Node != Dead)];
        return alive is [var taken]
            ? [inputs[taken], new Edge(Node.OfConstant("index", Tensor.Of<int>(TensorShape.Scalar, [taken])), 0)]
            : null;
    }

    static bool IsMerge(NodeProto node) => node.Op is "Merge" or "RefMerge";
}
