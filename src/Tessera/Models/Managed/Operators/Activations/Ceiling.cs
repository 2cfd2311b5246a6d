using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>The next integer above.</summary>
readonly struct Ceiling : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Ceiling(x);
}
