using System.Collections.Immutable;
using Tessera.Models.Managed.Planning;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.Managed.Graphs;

/// <summary>
/// Turns one signature of a SavedModel into a <see cref="Graph"/>: follows the outputs backwards, copies the bodies of
/// called functions in place, and replaces reads of variables by their values.
/// </summary>
sealed class GraphImporter
{
    // Nested calls can double at each level; image networks have some thousand nodes, and memory planning is quadratic.
    const int MaximumNodes = 50_000;
    const int MaximumDepth = 64;

    readonly MetaGraphProto _model;
    readonly Dictionary<string, FunctionProto> _functions;
    readonly Scope _main;
    readonly Stack<(Scope Scope, string Name)> _pending = new();
    readonly VariableValues _variables;
    readonly GraphConstants _constants;
    readonly PreparedWeights _prepared;
    int _nodes;

    /// <param name="model">The graph that is tagged for inference.</param>
    /// <param name="folder">Where the variables' values are.</param>
    /// <param name="prepared">Computes which branch of a condition is taken.</param>
    public GraphImporter(MetaGraphProto model, IModelFolder folder, PreparedWeights prepared)
    {
        _model = model;
        _prepared = prepared;
        _functions = (model.GraphDef?.Library?.Function ?? []).ToUniqueDictionary(function => function.Signature?.Name);
        _main = new Scope(model.GraphDef?.Node ?? []);
        _variables = new VariableValues(folder, this);
        _constants = new GraphConstants(folder);
    }

    /// <summary>What the signature computes.</summary>
    /// <exception cref="TesseraException">The graph is damaged.</exception>
    public Graph Import(Signature signature)
    {
        var proto = _model.SignatureDef[signature.Name];
        // A scope of its own: what one signature is given, another may compute.
        var scope = new Scope(_model.GraphDef?.Node ?? []);
        _nodes = 0;
        ImmutableArray<Node> inputs =
            [.. signature.Inputs.Select(input => scope.Feed(TensorReference.Parse(proto.Inputs[input.Key].Name)))];
        ImmutableArray<Edge> outputs =
            [.. signature.Outputs.Select(output => Resolve(scope, proto.Outputs[output.Key].Name))];
        return new Graph(inputs, outputs);
    }

    /// <summary>The body of a function, with its arguments bound.</summary>
    Scope Enter(Scope caller, NodeProto call, string attribute, ImmutableArray<Edge> arguments)
    {
        var name = new NodeAttributes(call.Attr).Function(attribute);
        if (caller.Depth >= MaximumDepth)
        {
            throw TesseraException.User($"functions call each other more than {MaximumDepth} levels deep");
        }

        return _functions.TryGetValue(name, out var function)
            ? new Scope(function, arguments, caller.Depth + 1)
            : throw TesseraException.User($"it calls the function '{name}', which the model lacks");
    }

    /// <summary>The value that a tensor's name stands for.</summary>
    public Edge Resolve(Scope scope, string tensor)
    {
        var reference = TensorReference.Parse(tensor);
        Import(scope, reference.Node);
        return scope.Find(reference);
    }

    /// <summary>The variables' restoring function, or the main graph where TensorFlow 1 restores them.</summary>
    public (Scope Scope, IEnumerable<NodeProto> Nodes) FindRestore()
    {
        var restore = _main.FindNode(TensorReference.Parse(_model.SaverDef?.RestoreOpName ?? "").Node);
        if (restore is null || !restore.Attr.ContainsKey("f"))
        {
            return (_main, _main.Nodes);
        }

        ImmutableArray<Edge> arguments = [.. restore.DataInputs().Select(input => Resolve(_main, input))];
        var body = Enter(_main, restore, NodeProtos.CalledFunction, arguments);
        return (body, body.Nodes);
    }

    // Depth first with a stack of its own: chains of nodes are longer than the thread's stack allows.
    void Import(Scope scope, string name)
    {
        var bottom = _pending.Count;
        Request(scope, name);
        while (_pending.Count > bottom)
        {
            var (current, node) = _pending.Peek();
            if (current.IsDone(node) || TryFinish(current, current.Enter(node)))
            {
                _pending.Pop();
            }
        }
    }

    void Request(Scope scope, string name)
    {
        if (scope.IsDone(name))
        {
            return;
        }

        if (scope.IsEntered(name))
        {
            throw TesseraException.User($"the graph has a cycle through '{name}'");
        }

        _pending.Push((scope, name));
    }

    // False when something that it needs had to be requested first.
    bool TryFinish(Scope scope, NodeProto proto)
    {
        var references = proto.DataInputs().Select(TensorReference.Parse).ToArray();
        if (!AreDone(scope, references))
        {
            return false;
        }

        if (++_nodes > MaximumNodes)
        {
            throw TesseraException.User($"the graph has more than {MaximumNodes} nodes once its functions are inlined");
        }

        ImmutableArray<Edge> inputs = [.. references.Select(scope.Find)];
        if (proto.IsCall())
        {
            return TryFinishCall(scope, proto, inputs);
        }

        if (proto.IsCondition())
        {
            return TryFinishCondition(scope, proto, inputs);
        }

        if (Branches.IsDead(proto, inputs))
        {
            scope.Finish(proto.Name, Branches.Dead);
        }
        else if (Branches.Resolve(proto, inputs, _prepared) is { } taken)
        {
            scope.Finish(proto.Name, taken);
        }
        else if (proto.IsPassedThrough())
        {
            scope.Finish(proto.Name, inputs);
        }
        else
        {
            scope.Finish(proto.Name, Create(proto, inputs));
        }

        return true;
    }

    bool TryFinishCall(Scope scope, NodeProto call, ImmutableArray<Edge> arguments)
    {
        var results = Results(scope, call, NodeProtos.CalledFunction, arguments);
        if (results is { } done)
        {
            scope.Finish(call.Name, done);
        }

        return results is not null;
    }

    // Where the condition is not known yet, both branches are imported, and the plan or the run chooses.
    bool TryFinishCondition(Scope scope, NodeProto node, ImmutableArray<Edge> inputs)
    {
        if (inputs is not [var condition, .. var arguments])
        {
            throw TesseraException.User($"the condition '{node.Name}' has no inputs");
        }

        var known = Condition.Evaluate(condition, _prepared);
        var onTrue = known == false ? [] : Results(scope, node, NodeProtos.TrueBranch, [.. arguments]);
        var onFalse = known == true ? [] : Results(scope, node, NodeProtos.FalseBranch, [.. arguments]);
        if (onTrue is null || onFalse is null)
        {
            return false;
        }

        scope.Finish(node.Name, known switch
        {
            true => onTrue.Value,
            false => onFalse.Value,
            null => Condition.Choose(node, condition, onTrue.Value, onFalse.Value),
        });
        return true;
    }

    // Null when something that they need had to be requested first.
    ImmutableArray<Edge>? Results(Scope scope, NodeProto call, string attribute, ImmutableArray<Edge> arguments)
    {
        var key = (call.Name, attribute);
        if (!scope.Calls.TryGetValue(key, out var body))
        {
            scope.Calls[key] = body = Enter(scope, call, attribute, arguments);
        }

        return AreDone(body, body.Results) ? [.. body.Results.Select(body.Find)] : null;
    }

    bool AreDone(Scope scope, IReadOnlyList<TensorReference> references)
    {
        var missing = references.Where(reference => !scope.IsDone(reference.Node)).ToList();
        missing.ForEach(reference => Request(scope, reference.Node));
        return missing.Count == 0;
    }

    Node Create(NodeProto proto, ImmutableArray<Edge> inputs)
    {
        var attributes = new NodeAttributes(proto.Attr);
        return proto.Op switch
        {
            Node.ConstantOperator when TensorReader.IsSupported(attributes.Tensor("value").Dtype) =>
                Node.OfConstant(proto.Name, Precision.Widen(_constants.Read(attributes.Tensor("value")))),
            "ReadVariableOp" when inputs is [var handle] => ReadVariable(proto.Name, handle.Node.Name),
            "VariableV2" or "Variable" => ReadVariable(proto.Name, proto.Name),
            "ResourceGather" when inputs is [{ Node.Name: var table }, var indices] => new Node(
                proto.Name, "Gather", attributes, [new Edge(ReadVariable(table, table), 0), indices]),
            _ => new Node(proto.Name, proto.Op, attributes, inputs),
        };
    }

    Node ReadVariable(string name, string variable) =>
        Node.OfConstant(name, Precision.Widen(_variables.Read(variable)));
}
