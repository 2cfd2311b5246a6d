using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>x where positive, eˣ − 1 elsewhere.</summary>
readonly struct ExponentialLinear : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x)
    {
        var negative = Vector.Exp(Vector.Min(x, Vector<float>.Zero)) - Vector<float>.One;
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, negative);
    }
}
