using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>log(1 + x)</summary>
readonly struct LogarithmOfOnePlus : IUnaryFunction
{
    public static Vector<float> Apply(Vector<float> x) => Vector.Log(Vector<float>.One + x);
}
