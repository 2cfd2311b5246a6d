namespace Tessera.Kernels;

/// <summary>Pooling of one image: input Height×Width×Channels, output OutputHeight×OutputWidth×Channels.</summary>
public sealed record PoolShape(int Height, int Width, int Channels, int WindowHeight, int WindowWidth)
{
    /// <summary>Default: the window's height, so that windows do not overlap.</summary>
    public int StrideVertical { get; init; } = WindowHeight;

    /// <summary>Default: the window's width, so that windows do not overlap.</summary>
    public int StrideHorizontal { get; init; } = WindowWidth;

    /// <summary>Pixels beyond the edges, which no maximum or average counts. Default none (VALID).</summary>
    public Padding Padding { get; init; }

    public int OutputHeight =>
        Padding.OutputSize(Height + Padding.Top + Padding.Bottom, WindowHeight, StrideVertical, 1);

    public int OutputWidth =>
        Padding.OutputSize(Width + Padding.Left + Padding.Right, WindowWidth, StrideHorizontal, 1);

    /// <summary>Floats of one input image.</summary>
    public int InputLength => checked(Height * Width * Channels);

    /// <summary>Floats of one output image.</summary>
    public int OutputLength => checked(OutputHeight * OutputWidth * Channels);

    /// <summary>One window that covers the image: global pooling.</summary>
    public static PoolShape Global(int height, int width, int channels) => new(height, width, channels, height, width);

    /// <summary>The same pooling with TensorFlow's SAME padding: output = ⌈input / stride⌉.</summary>
    public PoolShape Same() => this with
    {
        Padding = Padding.Same(Height, Width, WindowHeight, WindowWidth, StrideVertical, StrideHorizontal),
    };

    /// <summary>Gives the shape back.</summary>
    /// <exception cref="ArgumentException">A size is not positive, padding is as large as the window, the window is
    /// larger than the padded image, or an image has 2³¹ floats or more.</exception>
    public PoolShape Validated()
    {
        Padding.RequirePositive(
            (Height, nameof(Height)), (Width, nameof(Width)), (Channels, nameof(Channels)),
            (WindowHeight, nameof(WindowHeight)), (WindowWidth, nameof(WindowWidth)),
            (StrideVertical, nameof(StrideVertical)), (StrideHorizontal, nameof(StrideHorizontal)));
        Padding.Validate(Height, Width, WindowHeight, WindowWidth, 1, 1);
        if (Math.Max(Padding.Top, Padding.Bottom) >= WindowHeight
            || Math.Max(Padding.Left, Padding.Right) >= WindowWidth)
        {
            throw new ArgumentException($"{Padding} is as large as the window {WindowHeight}×{WindowWidth}");
        }

        Padding.RequireTensor(Height, Width, Channels);
        Padding.RequireTensor(OutputHeight, OutputWidth, Channels);
        return this;
    }
}
