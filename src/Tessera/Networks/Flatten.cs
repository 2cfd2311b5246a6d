using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>The same numbers in the same order, as a vector.</summary>
public sealed record Flatten(string Name, string Input) : Layer(Name, [Input])
{
    public override Shape OutputShape(ImmutableArray<Shape> inputs) => Shape.Vector(inputs[0].Count);
}
