using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>
/// λx where positive, λα(eˣ − 1) elsewhere: the factors of "Self-Normalizing Neural Networks" (arXiv
/// 1706.02515), which
/// keep mean 0 and variance 1.
/// </summary>
readonly struct ScaledExponentialLinear : IUnaryFunction
{
    const float Alpha = 1.6732632f;
    const float Lambda = 1.0507010f;

    public static Vector<float> Apply(Vector<float> x)
    {
        var negative = Alpha * (Vector.Exp(Vector.Min(x, Vector<float>.Zero)) - Vector<float>.One);
        return Lambda * Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, negative);
    }
}
