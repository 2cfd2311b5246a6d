using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>x minus the logarithm of the sum of exp(x) over the last axis.</summary>
sealed class LogSoftmax : IOperator
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
        node.Compute(run =>
        {
            for (var start = 0; start < x.Shape.ElementCount; start += length)
            {
                Apply(run.Read<float>(x).Slice(start, length), run.Write<float>(y).Slice(start, length));
            }
        });
    }

    static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        var maximum = float.NegativeInfinity;
        foreach (var value in x)
        {
            maximum = MathF.Max(maximum, value);
        }

        var sum = 0f;
        foreach (var value in x)
        {
            sum += MathF.Exp(value - maximum);
        }

        var logarithm = maximum + MathF.Log(sum);
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = x[i] - logarithm;
        }
    }
}
