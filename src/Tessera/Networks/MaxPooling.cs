using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// The largest number of each window of size×size pixels; windows touch and lie inside, a rest is cut off.
/// </summary>
public sealed record MaxPooling(string Name, string Input) : Layer(Name, [Input])
{
    /// <summary>Height and width of the window, and the distance to the next. Default 2; at least 1.</summary>
    public int Size { get; init; } = 2;

    public override Shape OutputShape(ImmutableArray<Shape> inputs)
    {
        RequireAtLeastOne(Size, "the window size");
        var (height, width, channels) = inputs[0];
        return height >= Size && width >= Size
            ? new Shape(height / Size, width / Size, channels)
            : throw Refuse($"a window of {Size}x{Size} does not fit into {inputs[0]}; use larger images");
    }
}
