namespace Tessera.Kernels.Convolutions;

/// <summary>What packed weights are for.</summary>
enum Direction
{
    Forward,
    BackwardData,
}
