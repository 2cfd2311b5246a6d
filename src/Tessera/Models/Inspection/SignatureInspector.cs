using System.Collections.Immutable;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Planning;
using Tessera.Models.SavedModel;

namespace Tessera.Models.Inspection;

/// <summary>Looks into a graph without running it.</summary>
static class SignatureInspector
{
    /// <param name="signature">What is looked at.</param>
    /// <param name="import">Gives its graph, functions inlined.</param>
    /// <param name="plan">Gives the managed runtime's plan for inputs of these shapes.</param>
    /// <param name="check">Refuses what can be refused where nothing can be planned: an input's rank is open.</param>
    /// <exception cref="TesseraException">The model's files are damaged or missing.</exception>
    public static SignatureInspection Inspect(
        Signature signature,
        Func<Graph> import,
        Func<IReadOnlyList<(ElementType Type, TensorShape Shape)>, Plan> plan,
        Action<Graph> check)
    {
        Graph? graph = null;
        try
        {
            graph = import();
            if (signature.Inputs.Any(input => input.Dimensions is null))
            {
                check(graph);
                return Describe(signature, graph, null, null);
            }

            var rows = signature.Inputs.Select(input => (input.Type, OneRow(input.Dimensions!.Value)));
            return Describe(signature, graph, plan([.. rows]).Flops, null);
        }
        catch (TesseraException failure) when (failure.Kind == FailureKind.User && !Damage.IsCauseOf(failure))
        {
            return Describe(signature, graph, null, failure.Message);
        }
    }

    static SignatureInspection Describe(Signature signature, Graph? graph, long? flops, string? refusal)
    {
        var nodes = graph?.Nodes ?? [];
        return new(signature, Count(nodes), Parameters(nodes), flops, refusal);
    }

    static ImmutableArray<OperatorCount> Count(ImmutableArray<Node> nodes) =>
    [
        .. nodes
            .Where(node => node.Constant is null)
            .GroupBy(node => node.Operator, (name, group) => new OperatorCount(name, group.Count()))
            .OrderByDescending(entry => entry.Count)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal),
    ];

    // Single numbers are those of formulas, and a weight may be read in several places.
    static long Parameters(IEnumerable<Node> nodes) => nodes
        .Select(node => node.Constant)
        .OfType<Tensor>()
        .Where(constant => constant is { Type: ElementType.Float32 or ElementType.Float64, Shape.Rank: > 0 })
        .Distinct()
        .Sum(constant => (long)constant.Shape.ElementCount);

    /// <summary>Open extents become 1.</summary>
    static TensorShape OneRow(ImmutableArray<int> dimensions) =>
        new([.. dimensions.Select(extent => Math.Abs(extent))]);
}
