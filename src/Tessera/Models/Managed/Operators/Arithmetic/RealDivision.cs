using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>
/// x / y of floating-point numbers; integers are refused, so that nothing is divided by an integer zero.
/// </summary>
sealed class RealDivision : IOperator
{
    readonly BinaryOperator<Divide> _divide = new();

    public void Bind(NodeBinding node)
    {
        if (node.Input(0).Type is not (ElementType.Float32 or ElementType.Float64) and var type)
        {
            throw TesseraException.User($"its inputs are {type}; floating-point numbers are needed");
        }

        _divide.Bind(node);
    }
}
