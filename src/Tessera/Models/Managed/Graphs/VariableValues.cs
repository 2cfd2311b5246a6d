using Tessera.Models.SavedModel;

namespace Tessera.Models.Managed.Graphs;

/// <summary>
/// Finds variables' values. Their names in the checkpoint follow from what TensorFlow itself would do to restore them:
/// each <c>AssignVariableOp</c> says which output of <c>RestoreV2</c> goes into which variable.
/// </summary>
sealed class VariableValues(IModelFolder folder, GraphImporter importer)
{
    readonly Dictionary<Node, Tensor> _values = new(ReferenceEqualityComparer.Instance);
    Dictionary<Node, string>? _keys;
    CheckpointBundle? _bundle;

    /// <summary>The value of a variable, each read once.</summary>
    /// <param name="handle">The node that makes the variable.</param>
    /// <exception cref="TesseraException">Its value is not in the checkpoint.</exception>
    public Tensor Read(Node handle)
    {
        if (_values.TryGetValue(handle, out var known))
        {
            return known;
        }

        _keys ??= FindKeys();
        if (!_keys.TryGetValue(handle, out var key))
        {
            throw TesseraException.User($"the model never restores the variable '{handle.Name}'");
        }

        _bundle ??= new CheckpointBundle(folder);
        return _values[handle] = _bundle.Read(key);
    }

    Dictionary<Node, string> FindKeys()
    {
        var keys = new Dictionary<Node, string>(ReferenceEqualityComparer.Instance);
        var (scope, nodes) = importer.FindRestore();
        foreach (var assignment in nodes.Where(node => node.Op == "AssignVariableOp"))
        {
            var inputs = assignment.DataInputs().Select(input => importer.Resolve(scope, input)).ToArray();
            if (inputs is [var variable, var value] && FindKey(value) is { } key)
            {
                keys[variable.Node] = key;
            }
        }

        return keys;
    }

    static string? FindKey(Edge value)
    {
        while (value.Node is { Operator: "Identity", Inputs: [var inner, ..] })
        {
            value = inner;
        }

        if (value.Node is not { Operator: "RestoreV2", Inputs: [_, var names, ..] }
            || names.Node.Operator != Node.ConstantOperator)
        {
            return null;
        }

        var texts = names.Node.Attributes.Tensor("value").StringVal;
        return value.Output < texts.Count ? texts[value.Output].ToStringUtf8() : null;
    }
}
