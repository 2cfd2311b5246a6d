using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>A function of each number on its own.</summary>
public sealed record Activation(string Name, string Input, ActivationFunction Function) : Layer(Name, [Input])
{
    public override Shape OutputShape(ImmutableArray<Shape> inputs) => inputs[0];
}
