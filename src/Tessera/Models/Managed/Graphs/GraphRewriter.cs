namespace Tessera.Models.Managed.Graphs;

/// <summary>
/// Copies a graph from the inputs to the outputs, replacing nodes on the way. What nothing needs any more vanishes.
/// </summary>
sealed class GraphRewriter
{
    readonly Dictionary<Edge, Edge> _replaced = [];
    readonly Dictionary<Edge, int> _uses = [];
    readonly Dictionary<Node, HashSet<Edge>> _laterOutputs = new(ReferenceEqualityComparer.Instance);

    GraphRewriter(Graph graph)
    {
        foreach (var edge in graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs))
        {
            _uses[edge] = _uses.GetValueOrDefault(edge) + 1;
            if (edge.Output > 0 && !(_laterOutputs.TryGetValue(edge.Node, out var outputs) && outputs.Add(edge)))
            {
                _laterOutputs.TryAdd(edge.Node, [edge]);
            }
        }
    }

    /// <summary>The graph after replacement.</summary>
    /// <param name="graph">What to copy.</param>
    /// <param name="replace">
    /// Is given each node that has but one output, with inputs already replaced, and says what stands for that output;
    /// null keeps the node.
    /// </param>
    public static Graph Rewrite(Graph graph, Func<GraphRewriter, Node, Edge?> replace)
    {
        var rewriter = new GraphRewriter(graph);
        foreach (var node in graph.Nodes)
        {
            rewriter.Visit(node, replace);
        }

        return new Graph(graph.Inputs, [.. graph.Outputs.Select(rewriter.Replace)]);
    }

    /// <summary>Whether nothing but one input of one node needs the value: then its node may be changed.</summary>
    public bool IsUsedOnce(Edge edge) => _uses.GetValueOrDefault(edge) == 1;

    void Visit(Node node, Func<GraphRewriter, Node, Edge?> replace)
    {
        var copy = node.WithInputs([.. node.Inputs.Select(Replace)]);
        var result = _laterOutputs.ContainsKey(node) ? null : replace(this, copy);
        if (result is { } edge)
        {
            Substitute(new Edge(node, 0), edge);
        }
        else if (copy != node)
        {
            KeepOutputs(node, copy);
        }
    }

    void KeepOutputs(Node node, Node copy)
    {
        foreach (var output in _laterOutputs.GetValueOrDefault(node, []).Append(new Edge(node, 0)))
        {
            Substitute(output, output with { Node = copy });
        }
    }

    void Substitute(Edge old, Edge substitute)
    {
        _replaced[old] = substitute;
        _uses[substitute] = _uses.GetValueOrDefault(substitute) + _uses.GetValueOrDefault(old);
    }

    Edge Replace(Edge edge) => _replaced.GetValueOrDefault(edge, edge);
}
