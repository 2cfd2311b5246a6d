using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>1 / √x</summary>
readonly struct ReciprocalRoot : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector<float>.One / Vector.SquareRoot(x);
}
