namespace Tessera.Models.Managed;

/// <summary>What a plan is made for.</summary>
/// <param name="Signature">The signature.</param>
/// <param name="Inputs">Types and shapes, in the order of the signature's inputs.</param>
sealed record PlanKey(Signature Signature, IReadOnlyList<(ElementType Type, TensorShape Shape)> Inputs)
{
    public bool Equals(PlanKey? other) =>
        other is not null && Signature.Name == other.Signature.Name && Inputs.SequenceEqual(other.Inputs);

    public override int GetHashCode() => HashCode.Combine(Signature.Name, Inputs.Count);
}
