namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>The source pixels along one axis that make one pixel of the result.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Weights">How much each counts.</param>
readonly record struct Taps(int First, float[] Weights);
