using System.Numerics;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>Applies a function to each number.</summary>
/// <param name="general">The same function for numbers that are not float32, which are few.</param>
sealed class UnaryOperator<TFunction>(Func<double, double> general) : IOperator
    where TFunction : IUnaryFunction
{
    readonly ElementOperator _general = new(general);

    public void Bind(NodeBinding node)
    {
        if (node.Input(0).Type != ElementType.Float32)
        {
            _general.Bind(node);
            return;
        }

        var x = node.FloatInput(0);
        var y = node.OutputInPlace(x);
        node.Compute(run => Apply(run.Read<float>(x), run.Write<float>(y)));
    }

    static void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            TFunction.Apply(new Vector<float>(x[i..])).CopyTo(y[i..]);
        }

        if (i < x.Length)
        {
            Span<float> rest = stackalloc float[Vector<float>.Count];
            x[i..].CopyTo(rest);
            TFunction.Apply(new Vector<float>(rest)).CopyTo(rest);
            rest[..(x.Length - i)].CopyTo(y[i..]);
        }
    }
}
