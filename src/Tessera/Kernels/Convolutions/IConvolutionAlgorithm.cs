namespace Tessera.Kernels.Convolutions;

/// <summary>One way to compute a convolution. Pointers hold exactly the tensors of the shape.</summary>
unsafe interface IConvolutionAlgorithm
{
    /// <summary>Floats of weights packed for either direction.</summary>
    int PackedLength(Direction direction);

    void Pack(KernelSession session, Direction direction, float* weights, float* packed);

    void Forward(
        KernelSession session, int batch, float* x, float* packed, float* bias, Activation activation, float* y);

    void BackwardData(KernelSession session, int batch, float* dy, float* packed, float* dx);

    void BackwardWeights(KernelSession session, int batch, float* x, float* dy, float* dw);
}
