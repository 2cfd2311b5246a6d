using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>x / y of any numbers; of integers it is rounded towards zero (TensorFlow 1's Div).</summary>
sealed class Quotient : IOperator
{
    readonly RealDivision _real = new();
    readonly IntegerOperator _integer = new(TruncatedDivision.Divide);

    public void Bind(NodeBinding node)
    {
        if (node.Input(0).Type is ElementType.Float32 or ElementType.Float64)
        {
            _real.Bind(node);
        }
        else
        {
            _integer.Bind(node);
        }
    }
}
