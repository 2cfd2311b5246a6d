using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>The mean of each channel over all pixels: a vector.</summary>
public sealed record GlobalAveragePooling(string Name, string Input) : Layer(Name, [Input])
{
    public override Shape OutputShape(ImmutableArray<Shape> inputs) => Shape.Vector(inputs[0].Channels);
}
