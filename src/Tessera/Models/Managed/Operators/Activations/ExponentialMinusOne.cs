using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>eˣ − 1</summary>
readonly struct ExponentialMinusOne : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Exp(x) - Vector<float>.One;
}
