using System.Numerics;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>x where positive, αx elsewhere.</summary>
sealed class LeakyRelu : IOperator
{
    const float DefaultAlpha = 0.2f;

    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0);
        var alpha = node.Attributes.Number("alpha", DefaultAlpha);
        var y = node.OutputInPlace(x);
        node.Compute(run => Apply(run.Read<float>(x), alpha, run.Write<float>(y)));
    }

    static void Apply(ReadOnlySpan<float> x, float alpha, Span<float> y)
    {
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var values = new Vector<float>(x[i..]);
            var isPositive = Vector.GreaterThan(values, Vector<float>.Zero);
            Vector.ConditionalSelect(isPositive, values, values * alpha).CopyTo(y[i..]);
        }

        for (; i < x.Length; i++)
        {
            y[i] = x[i] > 0 ? x[i] : x[i] * alpha;
        }
    }
}
