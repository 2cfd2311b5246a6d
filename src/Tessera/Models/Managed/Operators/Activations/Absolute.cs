using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>|x|</summary>
readonly struct Absolute : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Abs(x);
}
