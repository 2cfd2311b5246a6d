using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>The sum of all elements up to each one along an axis.</summary>
sealed class CumulativeSum : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0);
        var axis = Axis.Resolve(node.ConstantInteger(1), x.Shape.Rank);
        if (node.Attributes.Flag("exclusive", absent: false) || node.Attributes.Flag("reverse", absent: false))
        {
            throw TesseraException.User("exclusive or reverse sums are not supported; use --runtime tensorflow");
        }

        var stride = x.Shape.Product((axis + 1)..);
        var period = x.Shape.Product(axis..);
        var y = node.OutputInPlace(x);
        node.Compute(run => Accumulate(run.Read<float>(x), stride, period, run.Write<float>(y)));
    }

    static void Accumulate(ReadOnlySpan<float> x, int stride, int period, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = i % period < stride ? x[i] : y[i - stride] + x[i];
        }
    }
}
