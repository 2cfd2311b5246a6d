using System.Collections.Immutable;

namespace Tessera.Models.Managed.Graphs;

/// <summary>What one signature computes: nothing but what its outputs need, functions inlined.</summary>
sealed class Graph
{
    /// <param name="inputs">The placeholders, in the order of the signature's inputs.</param>
    /// <param name="outputs">In the order of the signature's outputs.</param>
    public Graph(ImmutableArray<Node> inputs, ImmutableArray<Edge> outputs)
    {
        Inputs = inputs;
        Outputs = outputs;
        Nodes = Sort(outputs);
    }

    /// <summary>The placeholders, in the order of the signature's inputs.</summary>
    public ImmutableArray<Node> Inputs { get; }

    /// <summary>What is computed, in the order of the signature's outputs.</summary>
    public ImmutableArray<Edge> Outputs { get; }

    /// <summary>All nodes that the outputs need, each after its inputs.</summary>
    public ImmutableArray<Node> Nodes { get; }

    // An explicit stack: a model may be a chain of a million nodes.
    static ImmutableArray<Node> Sort(ImmutableArray<Edge> outputs)
    {
        var sorted = ImmutableArray.CreateBuilder<Node>();
        var entered = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var left = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Node>(outputs.Reverse().Select(output => output.Node));
        while (pending.TryPeek(out var node))
        {
            if (entered.Add(node))
            {
                PushInputs(node, entered, pending);
                continue;
            }

            pending.Pop();
            if (left.Add(node))
            {
                sorted.Add(node);
            }
        }

        return sorted.ToImmutable();
    }

    static void PushInputs(Node node, HashSet<Node> entered, Stack<Node> pending)
    {
        foreach (var input in node.Inputs.Reverse())
        {
            if (!entered.Contains(input.Node))
            {
                pending.Push(input.Node);
            }
        }
    }
}
