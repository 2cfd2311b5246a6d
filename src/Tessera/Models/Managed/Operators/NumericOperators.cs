using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators;

/// <summary>Chooses the type for an <see cref="INumericOperator"/>.</summary>
static class NumericOperators
{
    /// <summary>Binds a node by the type of its inputs, which must all be of one.</summary>
    /// <exception cref="TesseraException">They are not, or are no numbers.</exception>
    public static void BindByType(this INumericOperator numeric, NodeBinding node, int inputs)
    {
        var type = node.Input(0).Type;
        for (var i = 1; i < inputs; i++)
        {
            if (node.Input(i).Type != type)
            {
                throw TesseraException.User(
                    $"its inputs are {type} and {node.Input(i).Type}; they must be of one type");
            }
        }

        Bind(numeric, node, type);
    }

    /// <summary>Binds a node for numbers of a type.</summary>
    /// <exception cref="TesseraException">They are no numbers.</exception>
    public static void Bind(this INumericOperator numeric, NodeBinding node, ElementType type)
    {
        switch (type)
        {
            case ElementType.Float32:
                numeric.Bind<float>(node);
                break;
            case ElementType.Float64:
                numeric.Bind<double>(node);
                break;
            case ElementType.Int32:
                numeric.Bind<int>(node);
                break;
            case ElementType.Int64:
                numeric.Bind<long>(node);
                break;
            case ElementType.UInt8:
                numeric.Bind<byte>(node);
                break;
            default:
                throw TesseraException.User($"its inputs are {type}, which is no number");
        }
    }
}
