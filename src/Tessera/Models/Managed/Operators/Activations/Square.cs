using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>x²</summary>
readonly struct Square : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => x * x;
}
