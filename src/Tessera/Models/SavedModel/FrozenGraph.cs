using Google.Protobuf.Collections;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.SavedModel;

/// <summary>
/// The signature of a graph that names none, as TensorFlow 1 wrote them: its inputs are the placeholders, by the nodes'
/// names; its outputs what depends on a placeholder and nothing else needs.
/// </summary>
static class FrozenGraph
{
    /// <summary>
    /// The names under which such a graph is looked for in a folder; the last one is the folder itself.
    /// </summary>
    public static IReadOnlyList<string> Files { get; } =
        ["frozen_graph.pb", "frozen_inference_graph.pb", "frozen_model.pb", "graph.pb", "model.pb", ""];

    // What they compute is for no caller.
    static readonly HashSet<string> s_effects =
        ["Assert", "Assign", "AssignVariableOp", "NoOp", "Print", "PrintV2", "SaveV2"];

    // Their type is not that of what they are given.
    static readonly HashSet<string> s_questions =
    [
        "Equal", "Greater", "GreaterEqual", "IsFinite", "IsInf", "IsNan", "Less", "LessEqual", "LogicalAnd",
        "LogicalNot", "LogicalOr", "NotEqual",
    ];

    static readonly string[] s_typeAttributes = ["DstT", "output_type", "out_type", "dtype", "T", "Tparams"];

    /// <summary>Adds the signature <see cref="Signature.DefaultName"/>, if the graph has placeholders.</summary>
    public static void AddSignature(MetaGraphProto model)
    {
        var nodes = model.GraphDef?.Node ?? [];
        var inputs = FindInputs(nodes);
        var outputs = FindOutputs(nodes, inputs);
        if (inputs.Count == 0 || outputs.Count == 0)
        {
            return;
        }

        var signature = new SignatureProto { MethodName = SavedModelFiles.PredictMethod };
        foreach (var node in inputs)
        {
            var shape = node.Attr.GetValueOrDefault("shape")?.Shape ?? new ShapeProto { UnknownRank = true };
            signature.Inputs[node.Name] = Describe(node, shape);
        }

        foreach (var node in outputs)
        {
            signature.Outputs[node.Name] = Describe(node, new ShapeProto { UnknownRank = true });
        }

        model.SignatureDef[Signature.DefaultName] = signature;
    }

    // A placeholder with a default needs no caller, unless there is none without.
    static List<NodeProto> FindInputs(RepeatedField<NodeProto> nodes)
    {
        var required = nodes.Where(node => node.Op == "Placeholder" && TensorReader.IsSupported(TypeOf(node))).ToList();
        return required.Count > 0
            ? required
            : [.. nodes.Where(node => node.Op == "PlaceholderWithDefault" && TensorReader.IsSupported(TypeOf(node)))];
    }

    static List<NodeProto> FindOutputs(RepeatedField<NodeProto> nodes, List<NodeProto> inputs)
    {
        var consumers = nodes
            .SelectMany(node => node.Input.Where(IsData).Select(input => (From: NodeOf(input), To: node)))
            .ToLookup(edge => edge.From, edge => edge.To);
        var reached = new HashSet<NodeProto>(inputs, ReferenceEqualityComparer.Instance);
        var pending = new Stack<NodeProto>(inputs);
        while (pending.TryPop(out var node))
        {
            foreach (var consumer in consumers[node.Name].Where(reached.Add))
            {
                pending.Push(consumer);
            }
        }

        return
        [
            .. nodes.Where(node => reached.Contains(node)
                && !inputs.Contains(node)
                && !s_effects.Contains(node.Op)
                && consumers[node.Name].All(consumer => s_effects.Contains(consumer.Op))
                && TensorReader.IsSupported(TypeOf(node))),
        ];
    }

    static bool IsData(string input) => !input.StartsWith('^');

    static string NodeOf(string input) => input.Split(':')[0];

    static TensorInfoProto Describe(NodeProto node, ShapeProto shape) =>
        new() { Name = $"{node.Name}:0", Dtype = TypeOf(node), TensorShape = shape };

    static DataTypeProto TypeOf(NodeProto node) => s_questions.Contains(node.Op) ? DataTypeProto.DtBool
        : node.Op is "ArgMax" or "ArgMin" && !node.Attr.ContainsKey("output_type") ? DataTypeProto.DtInt64
        : s_typeAttributes
            .Select(name => node.Attr.GetValueOrDefault(name)?.Type ?? DataTypeProto.DtInvalid)
            .FirstOrDefault(type => type != DataTypeProto.DtInvalid, DataTypeProto.DtFloat);
}
