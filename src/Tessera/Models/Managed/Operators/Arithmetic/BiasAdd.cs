using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>Adds a number to each channel: the last axis, or the second one of NCHW.</summary>
sealed class BiasAdd : IOperator
{
    readonly BinaryOperator<Add> _add = new();

    public void Bind(NodeBinding node)
    {
        var (x, bias) = (node.Input(0), node.Input(1));
        if (node.Attributes.Text("data_format", "NHWC") == "NCHW" && x.Shape.Rank > 2)
        {
            BindChannelsFirst(node, x, bias);
            return;
        }

        if (x.Shape.Rank == 0 || bias.Shape.Rank != 1 || bias.Shape[0] != x.Shape[^1])
        {
            throw TesseraException.User($"a bias of shape {bias.Shape} does not fit {x.Shape}");
        }

        _add.Bind(node);
    }

    static void BindChannelsFirst(NodeBinding node, Operand x, Operand bias)
    {
        var (channels, inner) = (x.Shape[1], x.Shape.Product(2..));
        if (x.Type != ElementType.Float32 || bias.Type != x.Type || bias.Shape.ElementCount != channels)
        {
            throw TesseraException.User($"a bias of {bias.Type} {bias.Shape} does not fit {x.Type} {x.Shape}");
        }

        var y = node.OutputInPlace(x);
        node.Compute(run =>
        {
            var values = run.Read<float>(x);
            var biases = run.Read<float>(bias);
            var sums = run.Write<float>(y);
            for (var i = 0; i < values.Length; i++)
            {
                sums[i] = values[i] + biases[i / inner % channels];
            }
        });
    }
}
