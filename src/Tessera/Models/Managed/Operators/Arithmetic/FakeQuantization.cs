using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>
/// Rounds numbers to those that a few bits can tell apart between limits, as quantised models do while they learn. The
/// limits are attributes, or inputs of one number each or one a channel.
/// </summary>
sealed class FakeQuantization : IOperator
{
    const float DefaultLimit = 6;

    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0);
        var bits = node.Attributes.Integer("num_bits", 8);
        if (bits is < 2 or > 16)
        {
            throw TesseraException.User($"its attribute 'num_bits' is {bits}; 2 to 16 is allowed");
        }

        var lowest = node.Attributes.Flag("narrow_range", absent: false) ? 1 : 0;
        var (minima, maxima) = ReadLimits(node, x.Shape);
        QuantizedRange[] ranges =
            [.. minima.Zip(maxima, (min, max) => QuantizedRange.Of(min, max, lowest, (1 << bits) - 1))];
        var y = node.OutputInPlace(x);
        node.Compute(run =>
        {
            var values = run.Read<float>(x);
            var results = run.Write<float>(y);
            for (var i = 0; i < values.Length; i++)
            {
                results[i] = ranges[i % ranges.Length].Round(values[i]);
            }
        });
    }

    static (float[] Minima, float[] Maxima) ReadLimits(NodeBinding node, TensorShape x)
    {
        if (node.InputCount == 1)
        {
            return ([node.Attributes.Number("min", -DefaultLimit)], [node.Attributes.Number("max", DefaultLimit)]);
        }

        var (min, max) = (node.ConstantInput(1), node.ConstantInput(2));
        var count = min.Shape.ElementCount;
        if (min.Type != ElementType.Float32 || max.Type != min.Type || !min.Shape.Equals(max.Shape)
            || (count != 1 && (x.Rank == 0 || count != x[^1])) || count == 0)
        {
            throw TesseraException.User($"limits {min.Shape} and {max.Shape} do not fit {x}");
        }

        return (min.Values<float>().ToArray(), max.Values<float>().ToArray());
    }
}
