using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>The natural logarithm.</summary>
readonly struct Logarithm : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Log(x);
}
