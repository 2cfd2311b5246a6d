using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>log(1 + eˣ) as max(x, 0) + log(1 + e^−|x|), which cannot overflow.</summary>
readonly struct Softplus : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) =>
        Vector.Max(x, Vector<float>.Zero) + Vector.Log(Vector<float>.One + Vector.Exp(-Vector.Abs(x)));
}
