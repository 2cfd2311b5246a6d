using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.Managed.Graphs;

/// <summary>
/// Finds variables' values. Their names in the checkpoint follow from what TensorFlow itself would do to restore them:
/// each <c>AssignVariableOp</c> (in TensorFlow 1 <c>Assign</c>) says which output of <c>RestoreV2</c> goes into which
/// variable.
/// </summary>
sealed class VariableValues(IModelFolder folder, GraphImporter importer)
{
    readonly Dictionary<string, Tensor> _values = [];
    Dictionary<string, string>? _keys;
    CheckpointBundle? _bundle;

    /// <summary>The value of a variable, each read once.</summary>
    /// <param name="variable">The name of the node of the main graph that makes the variable.</param>
    /// <exception cref="TesseraException">Its value is not in the checkpoint.</exception>
    public Tensor Read(string variable)
    {
        if (_values.TryGetValue(variable, out var known))
        {
            return known;
        }

        _keys ??= FindKeys();
        if (!_keys.TryGetValue(variable, out var key))
        {
            throw TesseraException.User($"the model never restores the variable '{variable}'");
        }

        _bundle ??= new CheckpointBundle(folder);
        return _values[variable] = _bundle.Read(key);
    }

    Dictionary<string, string> FindKeys()
    {
        var keys = new Dictionary<string, string>();
        var (scope, nodes) = importer.FindRestore();
        foreach (var assignment in nodes.Where(node => node.Op is "AssignVariableOp" or "Assign"))
        {
            if (assignment.DataInputs().ToArray() is [var variable, var value]
                && FindKey(importer.Resolve(scope, value)) is { } key)
            {
                keys[NameOf(scope, assignment, variable)] = key;
            }
        }

        return keys;
    }

    // What a node of TensorFlow 1 makes is the value, which is not to be read yet.
    string NameOf(Scope scope, NodeProto assignment, string variable) => assignment.Op == "Assign"
        ? TensorReference.Parse(variable).Node
        : importer.Resolve(scope, variable).Node.Name;

    static string? FindKey(Edge value)
    {
        if (value.Node is not { Operator: "RestoreV2", Inputs: [_, var names, ..] }
            || names.Node.Operator != Node.ConstantOperator)
        {
            return null;
        }

        var texts = names.Node.Attributes.Tensor("value").StringVal;
        return value.Output < texts.Count ? texts[value.Output].ToStringUtf8() : null;
    }
}
