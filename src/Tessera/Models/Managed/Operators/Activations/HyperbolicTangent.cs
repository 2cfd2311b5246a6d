using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>
/// tanh(x) as 1 − 2 / (e²ˣ + 1) of the magnitude, which neither overflows nor cancels in absolute terms.
/// </summary>
readonly struct HyperbolicTangent : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x)
    {
        var power = Vector.Exp(Vector.Abs(x) * 2);
        return Vector.CopySign(Vector<float>.One - new Vector<float>(2) / (power + Vector<float>.One), x);
    }
}
