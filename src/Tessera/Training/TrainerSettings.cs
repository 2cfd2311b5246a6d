using Tessera.Kernels;

namespace Tessera.Training;

/// <summary>What a trainer needs besides network, recipe and data.</summary>
public sealed record TrainerSettings
{
    /// <summary>Of the training, for its checkpoints: whatever decides the weights must be in it.</summary>
    public required string Identity { get; init; }

    /// <summary>
    /// Decides the first weights, the validation images, the order of the images and their augmentation. Default 0.
    /// </summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that compute; the weights do not depend on it. Default: all processors; at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Weights of two sets differ in the last bits. Default: the best of this machine.</summary>
    public KernelSet Kernels { get; init; } = KernelSets.Best;

    /// <summary>Time between two checkpoints within an epoch. Default 20 s.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(20);
}
