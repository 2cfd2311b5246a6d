namespace Tessera.Kernels;

/// <summary>
/// Everything TensorFlow's Conv2D can say, for one image. Input H×W×InputChannels, weights
/// KernelHeight×KernelWidth×(InputChannels/Groups)×OutputChannels (HWIO), output
/// OutputHeight×OutputWidth×OutputChannels. Groups = InputChannels is TensorFlow's depthwise convolution, whose C×M
/// last axes are these weights' 1×(C·M).
/// </summary>
public sealed record ConvolutionShape(
    int Height, int Width, int InputChannels, int KernelHeight, int KernelWidth, int OutputChannels)
{
    /// <summary>Default 1.</summary>
    public int StrideVertical { get; init; } = 1;

    /// <summary>Default 1.</summary>
    public int StrideHorizontal { get; init; } = 1;

    /// <summary>Default 1: adjacent taps.</summary>
    public int DilationVertical { get; init; } = 1;

    /// <summary>Default 1: adjacent taps.</summary>
    public int DilationHorizontal { get; init; } = 1;

    /// <summary>Default 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Zeros around the image. Default none (VALID).</summary>
    public Padding Padding { get; init; }

    public int OutputHeight =>
        Padding.OutputSize(Height + Padding.Top + Padding.Bottom, KernelHeight, StrideVertical, DilationVertical);

    public int OutputWidth =>
        Padding.OutputSize(Width + Padding.Left + Padding.Right, KernelWidth, StrideHorizontal, DilationHorizontal);

    /// <summary>Floats of one input image.</summary>
    public int InputLength => checked(Height * Width * InputChannels);

    /// <summary>Floats of one output image.</summary>
    public int OutputLength => checked(OutputHeight * OutputWidth * OutputChannels);

    /// <summary>Floats of the weights.</summary>
    public int WeightLength => checked(KernelHeight * KernelWidth * (InputChannels / Groups) * OutputChannels);

    /// <summary>Multiplications of one image, counted as for direct convolution.</summary>
    public long Multiplications =>
        (long)OutputHeight * OutputWidth * OutputChannels * KernelHeight * KernelWidth * (InputChannels / Groups);

    /// <summary>A matrix multiplication: one pixel of <paramref name="inputs"/> channels.</summary>
    public static ConvolutionShape Dense(int inputs, int outputs) => new(1, 1, inputs, 1, 1, outputs);

    /// <summary>The same convolution with TensorFlow's SAME padding: output = ⌈input / stride⌉.</summary>
    public ConvolutionShape Same() => this with
    {
        Padding = Padding.Same(
            Height, Width, KernelHeight, KernelWidth,
            StrideVertical, StrideHorizontal, DilationVertical, DilationHorizontal),
    };

    /// <summary>Gives the shape back.</summary>
    /// <exception cref="ArgumentException">A size is not positive, groups do not divide the channels, the kernel is
    /// larger than the padded image, or a tensor of one image has 2³¹ floats or more.</exception>
    public ConvolutionShape Validated()
    {
        Padding.RequirePositive(
            (Height, nameof(Height)), (Width, nameof(Width)), (InputChannels, nameof(InputChannels)),
            (KernelHeight, nameof(KernelHeight)), (KernelWidth, nameof(KernelWidth)),
            (OutputChannels, nameof(OutputChannels)), (StrideVertical, nameof(StrideVertical)),
            (StrideHorizontal, nameof(StrideHorizontal)), (DilationVertical, nameof(DilationVertical)),
            (DilationHorizontal, nameof(DilationHorizontal)), (Groups, nameof(Groups)));
        Padding.Validate(Height, Width, KernelHeight, KernelWidth, DilationVertical, DilationHorizontal);
        if (InputChannels % Groups != 0 || OutputChannels % Groups != 0)
        {
            throw new ArgumentException(
                $"{Groups} groups divide {InputChannels} → {OutputChannels} channels unevenly");
        }

        Padding.RequireTensor(Height, Width, InputChannels);
        Padding.RequireTensor(OutputHeight, OutputWidth, OutputChannels);
        Padding.RequireTensor(KernelHeight * (long)KernelWidth, InputChannels / Groups, OutputChannels);
        return this;
    }
}
