using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>x / (1 + |x|)</summary>
readonly struct Softsign : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => x / (Vector<float>.One + Vector.Abs(x));
}
