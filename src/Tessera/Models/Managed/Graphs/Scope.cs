using System.Collections.Immutable;
using Tessera.Models.Managed.Operators;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.Managed.Graphs;

/// <summary>The names of the main graph, or of one call of a function: which have been imported, and as what.</summary>
sealed class Scope
{
    readonly Dictionary<string, NodeProto> _protos;
    readonly Dictionary<string, ImmutableArray<Edge>> _calls = [];
    readonly Dictionary<string, Node> _nodes = [];
    readonly HashSet<string> _entered = [];

    /// <summary>The main graph.</summary>
    public Scope(IEnumerable<NodeProto> nodes) => _protos = nodes.ToUniqueDictionary(node => node.Name);

    /// <summary>A call of a function.</summary>
    public Scope(FunctionProto function, ImmutableArray<Edge> arguments, int depth)
        : this(function.NodeDef)
    {
        Depth = depth;
        Results = [.. function.Signature.OutputArg.Select(output => Result(function, output.Name))];
        var (name, names) = (function.Signature.Name, function.Signature.InputArg);
        if (names.Count != arguments.Length)
        {
            throw TesseraException.User(
                $"the function '{name}' takes {names.Count} arguments, but is given {arguments.Length}");
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            _calls[names[i].Name] = [arguments[i]];
        }
    }

    /// <summary>How many calls surround it; 0 for the main graph.</summary>
    public int Depth { get; }

    /// <summary>What the function returns, in order.</summary>
    public ImmutableArray<TensorReference> Results { get; } = [];

    /// <summary>
    /// The calls whose bodies are being imported, by the calling node's name and the attribute that names the function.
    /// </summary>
    public Dictionary<(string Node, string Attribute), Scope> Calls { get; } = [];

    /// <summary>All nodes as they were read.</summary>
    public IEnumerable<NodeProto> Nodes => _protos.Values;

    public bool IsDone(string name) => _nodes.ContainsKey(name) || _calls.ContainsKey(name);

    public NodeProto? FindNode(string name) => _protos.GetValueOrDefault(name);

    /// <summary>Whether the import of a node has begun; while it is not done, what it needs must not need it.</summary>
    public bool IsEntered(string name) => _entered.Contains(name);

    /// <summary>Notes that the import of a node begins.</summary>
    /// <exception cref="TesseraException">There is no such node.</exception>
    public NodeProto Enter(string name)
    {
        _entered.Add(name);
        return FindNode(name) ?? throw TesseraException.User($"the graph refers to '{name}', which does not exist");
    }

    /// <summary>Lets the caller of a signature give a value, whatever would compute it otherwise.</summary>
    /// <exception cref="TesseraException">There is no such value.</exception>
    public Node Feed(TensorReference tensor)
    {
        if (!_protos.ContainsKey(tensor.Node) || tensor.Index > 0)
        {
            throw TesseraException.User(
                $"the signature's input '{tensor.Node}:{tensor.Index}' is not the first output of a node of the graph");
        }

        return _nodes[tensor.Node] = new Node(tensor.Node, "Placeholder", NodeAttributes.None, []);
    }

    public void Finish(string name, Node node) => _nodes[name] = node;

    public void Finish(string name, ImmutableArray<Edge> results) => _calls[name] = results;

    /// <summary>The value that a reference stands for; what it refers to has been imported.</summary>
    /// <exception cref="TesseraException">There is no such output.</exception>
    public Edge Find(TensorReference reference)
    {
        if (_nodes.TryGetValue(reference.Node, out var node))
        {
            return new Edge(node, OutputIndex(node, reference));
        }

        var results = _calls[reference.Node];
        return reference.Index < results.Length
            ? results[reference.Index]
            : throw TesseraException.User($"'{reference.Node}' has no output {reference.Index}");
    }

    static int OutputIndex(Node node, TensorReference reference)
    {
        if (reference.Output is null || reference.Index > 0)
        {
            return reference.Index;
        }

        var names = OperatorRegistry.Find(node.Operator)?.OutputNames ?? [];
        return Math.Max(0, names.IndexOf(reference.Output));
    }

    static TensorReference Result(FunctionProto function, string name) => function.Ret.TryGetValue(name, out var tensor)
        ? TensorReference.Parse(tensor)
        : throw TesseraException.User($"the function '{function.Signature.Name}' does not say what '{name}' is");
}
