namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>
/// x·Φ(x). TensorFlow has no operator for it; <see cref="Passes.GeluFusion"/> makes it from the five it emits.
/// </summary>
static class Gelu
{
    public const string OperatorName = "_Gelu";
}
