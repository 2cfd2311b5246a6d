using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>
/// erf(x) by Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: absolute error ≤ 1.5e-7, the
/// size of a
/// float32's rounding near 1.
/// </summary>
readonly struct ErrorFunction : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x)
    {
        var magnitude = Vector.Abs(x);
        var t = Vector<float>.One / (Vector<float>.One + 0.3275911f * magnitude);
        var polynomial = new Vector<float>(1.061405429f);
        polynomial = polynomial * t - new Vector<float>(1.453152027f);
        polynomial = polynomial * t + new Vector<float>(1.421413741f);
        polynomial = polynomial * t - new Vector<float>(0.284496736f);
        polynomial = polynomial * t + new Vector<float>(0.254829592f);
        var result = Vector<float>.One - polynomial * t * Vector.Exp(-magnitude * magnitude);
        return Vector.CopySign(result, x);
    }
}
