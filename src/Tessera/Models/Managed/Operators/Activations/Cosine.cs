using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>cos x</summary>
readonly struct Cosine : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Cos(x);
}
