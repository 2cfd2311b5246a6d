using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>−x</summary>
readonly struct Negate : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => -x;
}
