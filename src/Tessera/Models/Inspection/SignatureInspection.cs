using System.Collections.Immutable;

namespace Tessera.Models.Inspection;

/// <summary>What one signature needs.</summary>
/// <param name="Signature">Its name, inputs and outputs.</param>
/// <param name="Operators">What it is made of, the commonest first; constants are left out.</param>
/// <param name="Parameters">Numbers in its floating-point constants: weights, mostly.</param>
/// <param name="Flops">
/// Additions and multiplications of the convolutions and matrix products for one row of each input, counted as for
/// direct convolution; null when the managed runtime cannot plan it.
/// </param>
/// <param name="Refusal">Why the managed runtime cannot execute it; null when it can.</param>
public sealed record SignatureInspection(
    Signature Signature,
    ImmutableArray<OperatorCount> Operators,
    long Parameters,
    long? Flops,
    string? Refusal);
