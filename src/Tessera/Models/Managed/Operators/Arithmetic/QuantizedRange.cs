namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>Equally distant numbers between two limits, of which one is exactly zero.</summary>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Step">From one to the next.</param>
readonly record struct QuantizedRange(float Minimum, float Maximum, float Step)
{
    /// <summary>
    /// Moves the limits so that zero is among the numbers: Jacob et al., "Quantization and Training of Neural Networks
    /// for Efficient Integer-Arithmetic-Only Inference", 3.
    /// </summary>
    public static QuantizedRange Of(float minimum, float maximum, int lowest, int highest)
    {
        var step = (maximum - minimum) / (highest - lowest);
        var zero = lowest - minimum / step;
        var nudged = zero < lowest ? lowest
            : zero > highest ? highest
            : MathF.Round(zero, MidpointRounding.AwayFromZero);
        return new QuantizedRange((lowest - nudged) * step, (highest - nudged) * step, step);
    }

    /// <summary>The number of the range that is nearest.</summary>
    public float Round(float value)
    {
        var clamped = MathF.Max(MathF.Min(value, Maximum), Minimum) - Minimum;
        return MathF.Floor(clamped / Step + 0.5f) * Step + Minimum;
    }
}
