using System.Collections.Immutable;

namespace Tessera.Models.Managed.Planning;

/// <summary>What one node does when the plan runs.</summary>
/// <param name="Reads">The values that it needs.</param>
/// <param name="Writes">The values that it computes, and its working memory.</param>
/// <param name="InPlace">The input whose memory the first output may take over; null when it must not.</param>
/// <param name="Run">Does it.</param>
sealed record Step(
    ImmutableArray<Operand> Reads,
    ImmutableArray<Operand> Writes,
    Operand? InPlace,
    Action<Execution> Run)
{
    /// <summary>
    /// Additions and multiplications of convolutions and matrix products, counted as for direct convolution.
    /// </summary>
    public long Flops { get; init; }
}
