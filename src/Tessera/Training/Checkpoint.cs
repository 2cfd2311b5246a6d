using System.Collections.Immutable;

namespace Tessera.Training;

/// <summary>All that a training needs to go on from a step to the same weights, bit for bit.</summary>
public sealed record Checkpoint
{
    /// <summary>
    /// Of the training: network, recipe, data, seed, kernel set. Another identity is another training.
    /// </summary>
    public required string Identity { get; init; }

    /// <summary>Steps done.</summary>
    public required int Step { get; init; }

    /// <summary>All parameters, in the network's order, one after the other.</summary>
    public required float[] Weights { get; init; }

    /// <summary>The momentum of each.</summary>
    public required float[] Velocities { get; init; }

    /// <summary>The average of each; empty without <see cref="Lookahead"/>.</summary>
    public required float[] Average { get; init; }

    /// <summary>The sum of the losses of the epoch's images so far.</summary>
    public required double EpochLoss { get; init; }

    /// <summary>How many of the epoch's images so far were classified correctly.</summary>
    public required long EpochCorrect { get; init; }

    /// <summary>The epochs that are complete.</summary>
    public required ImmutableArray<EpochResult> History { get; init; }
}
