using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>A layer in its network, with what follows from the layers before it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">Indices into <see cref="Network.Nodes"/>; <see cref="Network.ImagesIndex"/> means the
/// images.</param>
/// <param name="InputShapes">The shape of each input.</param>
/// <param name="Shape">The shape of its output.</param>
/// <param name="Parameters">Its weights and statistics.</param>
public sealed record NetworkNode(
    Layer Layer,
    ImmutableArray<int> Inputs,
    ImmutableArray<Shape> InputShapes,
    Shape Shape,
    ImmutableArray<Parameter> Parameters)
{
    /// <summary>Its parameter of a role, or null.</summary>
    public Parameter? Find(ParameterRole role) => Parameters.FirstOrDefault(parameter => parameter.Role == role);
}
