using Tessera.Models.Managed.Graphs;

namespace Tessera.Models.Managed.Passes;

/// <summary>What a tree of multiplications multiplies.</summary>
sealed class Product
{
    // Longer products belong to no pattern that is looked for.
    const int MaximumMultiplications = 8;

    int _multiplications;

    /// <summary>The factors that are no single number.</summary>
    public List<Edge> Factors { get; } = [];

    /// <summary>The product of the single numbers.</summary>
    public double Constant { get; private set; } = 1;

    /// <summary>Adds a factor, or those that it consists of.</summary>
    public void Add(GraphRewriter graph, Edge factor)
    {
        if (GeluFusion.Scalar(factor) is { } number)
        {
            Constant *= number;
        }
        else if (factor.Node is { Operator: "Mul", Inputs: [var x, var y] }
            && graph.IsUsedOnce(factor)
            && ++_multiplications <= MaximumMultiplications)
        {
            Add(graph, x);
            Add(graph, y);
        }
        else
        {
            Factors.Add(factor);
        }
    }
}
