using Tessera.Kernels;
using Tessera.Models.Managed.Graphs;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>The activation that a pass has moved into the node before it, kept as an attribute there.</summary>
static class FusedActivation
{
    const string Attribute = "_fused_activation";

    /// <summary>The kernels' activation that an operator computes; null when they have none.</summary>
    public static Activation? Of(string operatorName) => operatorName switch
    {
        "Relu" => Activation.Relu,
        "Relu6" => Activation.Relu6,
        Gelu.OperatorName => Activation.Gelu,
        _ => null,
    };

    /// <summary>The activation that the node applies to what it computes.</summary>
    public static Activation Read(NodeAttributes attributes) => Of(attributes.Text(Attribute, "")) ?? Activation.None;

    /// <summary>The same node with an activation behind it.</summary>
    public static Node Add(Node node, string operatorName) =>
        new(node.Name, node.Operator, node.Attributes.With(Attribute, operatorName), node.Inputs);
}
