using System.Collections.Immutable;

namespace Tessera.Models.Managed.Planning;

/// <summary>
/// A graph made ready for inputs of certain shapes: what to do in which order, and where each value is. Immutable.
/// </summary>
/// <param name="Inputs">Where the inputs go, in the order of the signature.</param>
/// <param name="Outputs">Where the outputs are, in the order of the signature.</param>
/// <param name="Steps">What to do.</param>
/// <param name="ByteCount">The memory that a session needs for it.</param>
sealed record Plan(
    ImmutableArray<Operand> Inputs, ImmutableArray<Operand> Outputs, ImmutableArray<Step> Steps, long ByteCount)
{
    /// <summary>Additions and multiplications of its convolutions and matrix products.</summary>
    public long Flops => (long)Steps.Aggregate(
        Int128.Zero, (sum, step) => sum + step.Flops, sum => Int128.Min(sum, long.MaxValue));

    /// <summary>Computes the outputs from the inputs, which have been written.</summary>
    public void Run(Execution execution)
    {
        foreach (var step in Steps)
        {
            step.Run(execution);
        }
    }
}
