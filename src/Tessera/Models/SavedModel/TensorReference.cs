using System.Globalization;

namespace Tessera.Models.SavedModel;

/// <summary>
/// The name of a tensor: <c>node</c> or <c>node:1</c> in a graph, <c>argument</c>, <c>node:output</c> or
/// <c>node:output:1</c> in a function's body.
/// </summary>
/// <param name="Node">The node, or a function's argument.</param>
/// <param name="Output">The operator's name for the output; null in graphs.</param>
/// <param name="Index">Which output, or which tensor of the named output.</param>
sealed record TensorReference(string Node, string? Output, int Index)
{
    const int MaximumIndex = 1 << 20;

    /// <exception cref="TesseraException">It is no such name.</exception>
    public static TensorReference Parse(string name)
    {
        var parts = name.Split(':');
        return parts switch
        {
            [var node] => new(node, null, 0),
            [var node, var last] when TryParse(last, out var index) => new(node, null, index),
            [var node, var output] => new(node, output, 0),
            [var node, var output, var last] when TryParse(last, out var index) => new(node, output, index),
            _ => throw TesseraException.User($"'{name}' is no name of a tensor"),
        };
    }

    static bool TryParse(string text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index <= MaximumIndex;
}
