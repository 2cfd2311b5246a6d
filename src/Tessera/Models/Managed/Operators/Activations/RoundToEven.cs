using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>The nearest integer; halves go to the even one.</summary>
readonly struct RoundToEven : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Round(x);
}
