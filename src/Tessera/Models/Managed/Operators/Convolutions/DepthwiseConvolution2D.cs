using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Convolutions;

/// <summary>
/// Each channel on its own: inputs (n, height, width, channels) and kernel (height, width, channels, multiplier); a
/// pass may have added a bias as the third input and an activation.
/// </summary>
sealed class DepthwiseConvolution2D : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, kernel) = (node.FloatInput(0, rank: 4), node.FloatInput(1, rank: 4));
        var channels = x.Shape[3];
        if (channels == 0 || kernel.Shape[2] != channels)
        {
            throw TesseraException.User($"a kernel of {kernel.Shape} does not fit {channels} channels");
        }

        ConvolutionBinding.Bind(node, kernel.Shape.Product(2..), channels);
    }
}
