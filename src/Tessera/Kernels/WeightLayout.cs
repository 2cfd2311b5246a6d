using Tessera.Kernels.Convolutions;

namespace Tessera.Kernels;

/// <summary>
/// The order of packed weights. It follows from the algorithm and the shape of the weights: convolutions of equal
/// layouts can share them.
/// </summary>
sealed record WeightLayout(
    Type Algorithm,
    Direction Direction,
    KernelSet Kernels,
    int KernelHeight,
    int KernelWidth,
    int InputChannels,
    int OutputChannels,
    int Groups)
{
    public static WeightLayout Of(
        IConvolutionAlgorithm algorithm, Direction direction, KernelSet kernels, ConvolutionShape shape) => new(
        algorithm.GetType(),
        direction,
        kernels,
        shape.KernelHeight,
        shape.KernelWidth,
        shape.InputChannels,
        shape.OutputChannels,
        shape.Groups);
}
