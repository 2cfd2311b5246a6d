using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>The sum of two tensors of one shape: where a residual joins.</summary>
public sealed record Add(string Name, string Left, string Right) : Layer(Name, [Left, Right])
{
    public override Shape OutputShape(ImmutableArray<Shape> inputs) => inputs[0] == inputs[1]
        ? inputs[0]
        : throw Refuse($"'{Left}' is {inputs[0]} but '{Right}' is {inputs[1]}; a sum needs equal shapes");
}
