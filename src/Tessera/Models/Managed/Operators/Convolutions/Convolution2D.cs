using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Convolutions;

/// <summary>
/// Inputs (n, height, width, channels) and kernel (height, width, channels / groups, filters); a pass may have added a
/// bias as the third input and an activation.
/// </summary>
sealed class Convolution2D : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, kernel) = (node.FloatInput(0, rank: 4), node.FloatInput(1, rank: 4));
        var (channels, perGroup) = (x.Shape[3], kernel.Shape[2]);
        if (perGroup == 0 || channels % perGroup != 0)
        {
            throw TesseraException.User($"a kernel of {kernel.Shape} does not fit {channels} channels");
        }

        ConvolutionBinding.Bind(node, kernel.Shape[3], channels / perGroup);
    }
}
