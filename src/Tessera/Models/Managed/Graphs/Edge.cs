namespace Tessera.Models.Managed.Graphs;

/// <summary>
/// One output of a node. A class, because lists and queries of structs would be compiled anew at each start.
/// </summary>
/// <param name="Node">The node that computes it.</param>
/// <param name="Output">Which of its outputs.</param>
sealed record Edge(Node Node, int Output)
{
    /// <summary>Its value, when it is a constant.</summary>
    public Tensor? Constant => Node.Constant;
}
