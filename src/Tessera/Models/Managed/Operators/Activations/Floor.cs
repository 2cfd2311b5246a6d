using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>The next integer below.</summary>
readonly struct Floor : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Floor(x);
}
