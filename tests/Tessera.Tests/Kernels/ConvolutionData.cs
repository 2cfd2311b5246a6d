using Tessera.Kernels;

namespace Tessera.Tests.Kernels;

/// <summary>Random tensors of a convolution, and the three fast kernels run on them.</summary>
sealed record ConvolutionData(
    ConvolutionShape Shape, int Batch, float[] X, float[] Dy, float[] Weights, float[] Bias)
{
    public ConvolutionData(ConvolutionShape shape, int batch)
        : this(
            shape, batch, KernelData.Random(batch * shape.InputLength, 1),
            KernelData.Random(batch * shape.OutputLength, 2),
            KernelData.Random(shape.WeightLength, 3), KernelData.Random(shape.OutputChannels, 4))
    {
    }

    public float[] Forward(KernelSession session, ConvolutionMemory memory)
    {
        var convolution = new Convolution(Shape, session.Kernels, memory);
        using var packed = convolution.PackForward(session, Weights);
        var y = new float[Batch * Shape.OutputLength];
        convolution.Forward(session, Batch, X, packed, Bias, Activation.None, y);
        return y;
    }

    public float[] BackwardData(KernelSession session, ConvolutionMemory memory)
    {
        var convolution = new Convolution(Shape, session.Kernels, memory);
        using var packed = convolution.PackBackward(session, Weights);
        var dx = new float[Batch * Shape.InputLength];
        convolution.BackwardData(session, Batch, Dy, packed, dx);
        return dx;
    }

    public float[] BackwardWeights(KernelSession session, ConvolutionMemory memory)
    {
        var convolution = new Convolution(Shape, session.Kernels, memory);
        var dw = new float[Shape.WeightLength];
        convolution.BackwardWeights(session, Batch, X, Dy, dw);
        return dw;
    }
}
