using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.Managed.Graphs;

/// <summary>What the importer asks of serialised nodes.</summary>
static class NodeProtos
{
    /// <summary>The attribute of a call that names the function.</summary>
    public const string CalledFunction = "f";

    /// <summary>The attribute of a condition that names what is called when it holds.</summary>
    public const string TrueBranch = "then_branch";

    /// <summary>The attribute of a condition that names what is called otherwise.</summary>
    public const string FalseBranch = "else_branch";

    /// <summary>The inputs that carry values; those that only order execution begin with <c>^</c>.</summary>
    public static IEnumerable<string> DataInputs(this NodeProto node) =>
        node.Input.Where(input => !input.StartsWith('^'));

    /// <summary>Whether it calls a function of the model's library.</summary>
    public static bool IsCall(this NodeProto node) => node.Op is "StatefulPartitionedCall" or "PartitionedCall";

    /// <summary>Whether it calls one of two functions of the model's library.</summary>
    public static bool IsCondition(this NodeProto node) => node.Op is "If" or "StatelessIf";

    /// <summary>Whether its outputs are its inputs: what it is for matters in training only.</summary>
    public static bool IsPassedThrough(this NodeProto node) =>
        node.Op is "Identity" or "IdentityN" or "StopGradient" or "PreventGradient" or "Snapshot" or "CheckNumerics"
            or "CheckNumericsV2" or "Print";

    /// <summary>The items by name.</summary>
    /// <exception cref="TesseraException">Two have the same name, or one has none.</exception>
    public static Dictionary<string, T> ToUniqueDictionary<T>(this IEnumerable<T> items, Func<T, string?> name)
    {
        var found = new Dictionary<string, T>();
        foreach (var item in items)
        {
            if (name(item) is not { Length: > 0 } key || !found.TryAdd(key, item))
            {
                throw TesseraException.User($"the graph has two items named '{name(item)}', or one without a name");
            }
        }

        return found;
    }
}
