using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// While training, each number becomes zero with probability <paramref name="Rate"/> (from 0 to below 1), and the
/// others are divided by 1 − rate. Otherwise nothing happens.
/// </summary>
public sealed record Dropout(string Name, string Input, double Rate) : Layer(Name, [Input])
{
    public override Shape OutputShape(ImmutableArray<Shape> inputs) => Rate is >= 0 and < 1
        ? inputs[0]
        : throw Refuse($"the dropout rate is {Rate}; from 0 to below 1 is allowed");
}
