using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>sin x</summary>
readonly struct Sine : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Sin(x);
}
