using System.Collections.Immutable;

namespace Tessera.Models.Managed.Graphs;

/// <summary>One operation. Immutable and made after its inputs, so that graphs cannot hold cycles.</summary>
sealed class Node
{
    /// <summary>The operator of nodes that hold a constant.</summary>
    public const string ConstantOperator = "Const";

    /// <param name="name">For messages.</param>
    /// <param name="operatorName">TensorFlow's name of the operation.</param>
    /// <param name="attributes">What else it depends on.</param>
    /// <param name="inputs">The values it takes, in order.</param>
    public Node(string name, string operatorName, NodeAttributes attributes, ImmutableArray<Edge> inputs) =>
        (Name, Operator, Attributes, Inputs) = (name, operatorName, attributes, inputs);

    Node(string name, Tensor constant)
        : this(name, ConstantOperator, NodeAttributes.None, []) => Constant = constant;

    /// <summary>For messages; not unique after functions have been inlined.</summary>
    public string Name { get; }

    /// <summary>TensorFlow's name of the operation.</summary>
    public string Operator { get; }

    /// <summary>What else it depends on.</summary>
    public NodeAttributes Attributes { get; }

    /// <summary>The values it takes, in order.</summary>
    public ImmutableArray<Edge> Inputs { get; }

    /// <summary>The value of a constant; null for all other nodes.</summary>
    public Tensor? Constant { get; }

    /// <summary>A node that is a constant.</summary>
    public static Node OfConstant(string name, Tensor value) => new(name, value);

    /// <summary>The same operation on other values.</summary>
    public Node WithInputs(ImmutableArray<Edge> inputs) =>
        inputs.SequenceEqual(Inputs) ? this : new Node(Name, Operator, Attributes, inputs);
}
