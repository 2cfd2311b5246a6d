using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Comparisons;

/// <summary>The opposite of each truth value.</summary>
sealed class LogicalNot : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        if (x.Type != ElementType.Boolean)
        {
            throw TesseraException.User($"its input is {x.Type}; Boolean is needed");
        }

        var y = node.OutputInPlace(x);
        node.Compute(run => Apply(run.Read<bool>(x), run.Write<bool>(y)));
    }

    static void Apply(ReadOnlySpan<bool> x, Span<bool> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = !x[i];
        }
    }
}
