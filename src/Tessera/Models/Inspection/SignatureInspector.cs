using System.Collections.Immutable;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Inspection;

/// <summary>Looks into a graph without running it.</summary>
static class SignatureInspector
{
    /// <param name="signature">What is looked at.</param>
    /// <param name="import">Gives its graph, functions inlined.</param>
    /// <param name="plan">Gives the managed runtime's plan for inputs of these shapes.</param>
    public static SignatureInspection Inspect(
        Signature signature,
        Func<Graph> import,
        Func<IReadOnlyList<(ElementType Type, TensorShape Shape)>, Plan> plan)
    {
        Graph? graph = null;
        try
        {
            graph = import();
            var flops = plan([.. signature.Inputs.Select(input => (input.Type, OneRow(input)))]).Flops;
            return Describe(signature, graph, flops, null);
        }
        catch (TesseraException failure) when (failure.Kind == FailureKind.User)
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
    static TensorShape OneRow(TensorSpecification input) => input.Dimensions is { } dimensions
        ? new TensorShape([.. dimensions.Select(extent => Math.Abs(extent))])
        : throw TesseraException.User($"its input {input} has no rank, so that nothing can be planned beforehand");
}
