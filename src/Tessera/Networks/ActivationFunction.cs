namespace Tessera.Networks;

public enum ActivationFunction
{
    /// <summary>max(x, 0)</summary>
    Relu,

    /// <summary>
    /// x·Φ(x) with the exact normal distribution function, (1 + erf(x/√2))/2, not the tanh approximation.
    /// </summary>
    Gelu,
}
