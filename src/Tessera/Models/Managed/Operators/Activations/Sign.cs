using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>−1, 0 or 1.</summary>
readonly struct Sign : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.ConditionalSelect(
        Vector.Equals(x, Vector<float>.Zero), x, Vector.CopySign(Vector<float>.One, x));
}
