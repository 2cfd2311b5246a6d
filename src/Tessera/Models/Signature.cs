using System.Collections.Immutable;

namespace Tessera.Models;

/// <summary>One function that a model offers.</summary>
/// <param name="Name">Its name, usually <see cref="DefaultName"/>.</param>
/// <param name="Inputs">What it must be given, ordered by key.</param>
/// <param name="Outputs">What it returns, ordered by key.</param>
public sealed record Signature(
    string Name,
    ImmutableArray<TensorSpecification> Inputs,
    ImmutableArray<TensorSpecification> Outputs)
{
    /// <summary>The signature that TensorFlow's own tools use when none is named.</summary>
    public const string DefaultName = "serving_default";
}
