using System.Numerics;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>
/// A function of each number on its own. Only for vectors: if the last few elements of a tensor were computed by other
/// instructions, an image's result would depend on its place in the batch.
/// </summary>
interface IUnaryFunction
{
    static abstract Vector<float> Apply(Vector<float> x);
}
