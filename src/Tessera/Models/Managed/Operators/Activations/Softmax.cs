using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>
/// exp(x) divided by its sum over the last axis; the largest x is subtracted first, so that nothing overflows.
/// </summary>
sealed class Softmax : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0);
        if (x.Shape.Rank == 0)
        {
            throw TesseraException.User("its input is a single number; at least one axis is needed");
        }

        var y = node.OutputInPlace(x);
        var length = x.Shape[^1];
        node.Compute(run => Apply(run.Read<float>(x), run.Write<float>(y), length));
    }

    static void Apply(ReadOnlySpan<float> x, Span<float> y, int length)
    {
        for (var i = 0; i < x.Length; i += length)
        {
            ApplyRow(x.Slice(i, length), y.Slice(i, length));
        }
    }

    static void ApplyRow(ReadOnlySpan<float> x, Span<float> y)
    {
        var maximum = float.NegativeInfinity;
        foreach (var value in x)
        {
            maximum = MathF.Max(maximum, value);
        }

        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = MathF.Exp(x[i] - maximum);
            sum += y[i];
        }

        foreach (ref var value in y)
        {
            value /= sum;
        }
    }
}
