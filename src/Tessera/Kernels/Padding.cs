namespace Tessera.Kernels;

/// <summary>Pixels that a window may reach beyond each edge of an image.</summary>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right)
{
    /// <summary>TensorFlow's SAME: output = ⌈input / stride⌉, the odd pixel below and right.</summary>
    public static Padding Same(
        int height, int width, int windowHeight, int windowWidth,
        int strideVertical, int strideHorizontal, int dilationVertical = 1, int dilationHorizontal = 1)
    {
        var vertical = SameTotal(height, windowHeight, strideVertical, dilationVertical);
        var horizontal = SameTotal(width, windowWidth, strideHorizontal, dilationHorizontal);
        return new(vertical / 2, horizontal / 2, vertical - (vertical / 2), horizontal - (horizontal / 2));
    }

    internal static int OutputSize(int padded, int window, int stride, int dilation) =>
        ((padded - ((window - 1) * dilation) - 1) / stride) + 1;

    /// <summary>Checks that windows fit, with arithmetic that hostile sizes cannot overflow.</summary>
    internal void Validate(
        int height, int width, int windowHeight, int windowWidth, int dilationVertical, int dilationHorizontal)
    {
        if (Top < 0 || Left < 0 || Bottom < 0 || Right < 0)
        {
            throw new ArgumentException($"{this} is negative");
        }

        RequireWindow((long)height + Top + Bottom, windowHeight, dilationVertical);
        RequireWindow((long)width + Left + Right, windowWidth, dilationHorizontal);
    }

    internal static void RequirePositive(params ReadOnlySpan<(int Value, string Name)> sizes)
    {
        foreach (var (value, name) in sizes)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        }
    }

    internal static void RequireTensor(long rows, long columns, long channels)
    {
        if ((Int128)rows * columns * channels > int.MaxValue)
        {
            throw new ArgumentException($"a tensor of {rows}×{columns}×{channels} has 2³¹ elements or more");
        }
    }

    static void RequireWindow(long padded, int window, int dilation)
    {
        if (padded > int.MaxValue || ((window - 1L) * dilation) + 1 > padded)
        {
            throw new ArgumentException(
                $"a window of {window} with dilation {dilation} does not fit {padded} padded pixels");
        }
    }

    static int SameTotal(int size, int window, int stride, int dilation)
    {
        RequirePositive(
            (size, nameof(size)), (window, nameof(window)), (stride, nameof(stride)), (dilation, nameof(dilation)));
        var outputs = (size - 1L) / stride + 1;
        var total = ((outputs - 1) * stride) + ((window - 1L) * dilation) + 1 - size;
        return checked((int)Math.Max(0, total));
    }
}
