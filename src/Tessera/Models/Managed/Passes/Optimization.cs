using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Passes;

/// <summary>All passes, each of which makes work for the next.</summary>
static class Optimization
{
    /// <summary>A graph that computes the same with less.</summary>
    public static Graph Apply(Graph graph, PreparedWeights prepared)
    {
        graph = ConstantFolding.Apply(graph, prepared);
        graph = ChannelsFirst.Apply(graph);
        graph = PaddingFolding.Apply(graph);
        graph = DilationFolding.Apply(graph);
        graph = AffineFolding.Apply(graph);
        graph = GeluFusion.Apply(graph);
        return ActivationFusion.Apply(graph);
    }
}
