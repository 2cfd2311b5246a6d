using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>eˣ</summary>
readonly struct Exponential : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Exp(x);
}
