namespace Tessera.Kernels;

/// <summary>What a convolution may spend on speed.</summary>
public enum ConvolutionMemory
{
    /// <summary>The fastest algorithm: Winograd's transformed weights are four times the originals.</summary>
    Fast,

    /// <summary>Packed weights about as large as the originals.</summary>
    Small,
}
