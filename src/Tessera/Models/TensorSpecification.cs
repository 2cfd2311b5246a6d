using System.Collections.Immutable;

namespace Tessera.Models;

/// <summary>What a signature says of one input or output.</summary>
/// <param name="Key">The name under which callers know it, such as <c>images</c>.</param>
/// <param name="Type">What one element is.</param>
/// <param name="Dimensions">Extents, −1 where any is allowed; null when even the rank is open.</param>
public sealed record TensorSpecification(string Key, ElementType Type, ImmutableArray<int>? Dimensions)
{
    /// <summary>As people write it: <c>images Float32 (?, 32, 32, 3)</c>.</summary>
    public override string ToString() => $"{Key} {Type} {Describe()}";

    string Describe() => Dimensions is { } dimensions
        ? $"({string.Join(", ", dimensions.Select(extent => extent < 0 ? "?" : $"{extent}"))})"
        : "of any shape";
}
