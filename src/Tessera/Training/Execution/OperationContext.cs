using Tessera.Kernels;

namespace Tessera.Training.Execution;

/// <summary>What an operation works with during one pass.</summary>
sealed class OperationContext(
    KernelSession session, WeightSet weights, WeightSet gradients, Func<int, ReadOnlySpan<float>> output)
{
    public KernelSession Session => session;

    public WeightSet Weights => weights;

    public WeightSet Gradients => gradients;

    /// <summary>Images in this batch.</summary>
    public int Count { get; set; }

    /// <summary>The step of training, from 0: with the seed it decides what dropout drops.</summary>
    public int Step { get; set; }

    public required ulong Seed { get; init; }

    /// <summary>The output of a node, or the images.</summary>
    public ReadOnlySpan<float> Output(int node) => output(node);
}
