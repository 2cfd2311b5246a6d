using System.Numerics;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>Applies a function to each number, whatever its type; the result is of the same type.</summary>
/// <param name="function">Computes in double precision.</param>
sealed class ElementOperator(Func<double, double> function) : IOperator, INumericOperator
{
    public void Bind(NodeBinding node) => this.BindByType(node, inputs: 1);

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        var x = node.Input(0);
        var y = node.OutputInPlace(x);
        node.Compute(run => Apply(run.Read<T>(x), run.Write<T>(y)));
    }

    void Apply<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = T.CreateTruncating(function(double.CreateTruncating(x[i])));
        }
    }
}
