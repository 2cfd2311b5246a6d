using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>Every number times a constant.</summary>
public sealed record Scale(string Name, string Input, double Factor) : Layer(Name, [Input])
{
    public override Shape OutputShape(ImmutableArray<Shape> inputs) => inputs[0];
}
