using System.Collections.Immutable;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Operators;

namespace Tessera.Models.Managed.Planning;

/// <summary>
/// Makes plans. One walk through the graph infers types and shapes, computes at once what is known (such as shape
/// arithmetic), and collects the steps for the rest.
/// </summary>
static class Planner
{
    /// <summary>The plan for inputs of these types and shapes.</summary>
    /// <exception cref="TesseraException">An operator is not supported, or cannot take its inputs.</exception>
    public static Plan Plan(
        Graph graph, IReadOnlyList<(ElementType Type, TensorShape Shape)> inputs, PreparedWeights prepared)
    {
        ImmutableArray<Operand> placeholders = [.. inputs.Select(input => Operand.Computed(input.Type, input.Shape))];
        var values = new Dictionary<Node, IReadOnlyList<Operand>>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < placeholders.Length; i++)
        {
            values[graph.Inputs[i]] = [placeholders[i]];
        }

        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var node in graph.Nodes.Where(node => !values.ContainsKey(node)))
        {
            values[node] = Bind(node, [.. node.Inputs.Select(edge => Find(values, edge))], prepared, steps);
        }

        ImmutableArray<Operand> outputs = [.. graph.Outputs.Select(edge => Find(values, edge))];
        var bytes = MemoryPlanner.Place(steps, placeholders, outputs);
        return new Plan(placeholders, outputs, steps.ToImmutable(), bytes);
    }

    /// <summary>The outputs of a node whose inputs are all constants, computed now.</summary>
    public static ImmutableArray<Tensor> Evaluate(Node node, PreparedWeights prepared)
    {
        ImmutableArray<Operand> inputs = [.. node.Inputs.Select(edge => Operand.Of(edge.Constant!))];
        var outputs = Bind(node, inputs, prepared, ImmutableArray.CreateBuilder<Step>());
        return [.. outputs.Select(output => output.Constant!)];
    }

    static IReadOnlyList<Operand> Bind(
        Node node, ImmutableArray<Operand> inputs, PreparedWeights prepared, ImmutableArray<Step>.Builder steps)
    {
        if (node.Constant is { } constant)
        {
            return [Operand.Of(constant)];
        }

        var binding = new NodeBinding(node, inputs, prepared);
        try
        {
            OperatorRegistry.Require(node).Bind(binding);
            if (binding.Step is { } step)
            {
                if (inputs.All(input => input.Constant is not null))
                {
                    return [.. ConstantEvaluator.Evaluate(step, binding.Outputs, prepared).Select(Operand.Of)];
                }

                steps.Add(step);
            }

            return binding.Outputs;
        }
        catch (TesseraException failure) when (failure.Kind == FailureKind.User)
        {
            throw TesseraException.User($"operator {node.Operator} (node '{node.Name}'): {failure.Message}", failure);
        }
    }

    static Operand Find(Dictionary<Node, IReadOnlyList<Operand>> values, Edge edge)
    {
        var outputs = values[edge.Node];
        return edge.Output < outputs.Count
            ? outputs[edge.Output]
            : throw TesseraException.User(
                $"operator {edge.Node.Operator} (node '{edge.Node.Name}') has no output {edge.Output}");
    }
}
