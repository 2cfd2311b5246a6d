namespace Tessera.Kernels;

/// <summary>Which vector instructions the float32 kernels use. Results of two sets differ in the last bits.</summary>
public enum KernelSet
{
    /// <summary>128-bit vectors; any machine.</summary>
    Portable,

    /// <summary>256-bit vectors with fused multiply-add (x64).</summary>
    Avx2,

    /// <summary>512-bit vectors (x64).</summary>
    Avx512,
}
