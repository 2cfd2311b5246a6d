using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>√x</summary>
readonly struct Root : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.SquareRoot(x);
}
