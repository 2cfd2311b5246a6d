namespace Tessera.Kernels;

/// <summary>The function that a kernel applies to each of its outputs before storing it.</summary>
public enum Activation
{
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,

    /// <summary>x·Φ(x) with the exact error function, not the tanh approximation.</summary>
    Gelu,
}
