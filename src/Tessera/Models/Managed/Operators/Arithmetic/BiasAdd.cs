using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>Adds a number to each channel, the last axis.</summary>
sealed class BiasAdd : IOperator
{
    readonly BinaryOperator<Add> _add = new();

    public void Bind(NodeBinding node)
    {
        var (x, bias) = (node.Input(0), node.Input(1));
        DataFormat.RequireChannelsLast(node);
        if (x.Shape.Rank == 0 || bias.Shape.Rank != 1 || bias.Shape[0] != x.Shape[^1])
        {
            throw TesseraException.User($"a bias of shape {bias.Shape} does not fit {x.Shape}");
        }

        _add.Bind(node);
    }
}
