using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>1 / (1 + e⁻ˣ)</summary>
readonly struct Sigmoid : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Vector.Exp(-x));
}
