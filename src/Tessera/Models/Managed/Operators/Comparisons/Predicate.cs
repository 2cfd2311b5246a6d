using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Comparisons;

/// <summary>Asks something of each floating-point number.</summary>
/// <param name="holds">The question.</param>
sealed class Predicate(Func<double, bool> holds) : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var y = node.Output(ElementType.Boolean, x.Shape);
        node.Compute(x.Type switch
        {
            ElementType.Float32 => run => Apply(run.Read<float>(x), run.Write<bool>(y)),
            ElementType.Float64 => run => Apply(run.Read<double>(x), run.Write<bool>(y)),
            var type => throw TesseraException.User($"its input is {type}; floating-point numbers are needed"),
        });
    }

    void Apply(ReadOnlySpan<float> x, Span<bool> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = holds(x[i]);
        }
    }

    void Apply(ReadOnlySpan<double> x, Span<bool> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = holds(x[i]);
        }
    }
}
