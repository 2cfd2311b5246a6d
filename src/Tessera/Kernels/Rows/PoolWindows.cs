namespace Tessera.Kernels.Rows;

/// <summary>The windows of a pooling.</summary>
readonly struct PoolWindows(PoolShape shape)
{
    public PoolShape Shape => shape;

    public int OutputHeight { get; } = shape.OutputHeight;

    public int OutputWidth { get; } = shape.OutputWidth;

    public PoolWindow At(long image, int oy, int ox)
    {
        var y = (oy * shape.StrideVertical) - shape.Padding.Top;
        var x = (ox * shape.StrideHorizontal) - shape.Padding.Left;
        return new(
            Math.Max(0, -y), Math.Min(shape.WindowHeight, shape.Height - y),
            Math.Max(0, -x), Math.Min(shape.WindowWidth, shape.Width - x),
            ((((image * shape.Height) + y) * shape.Width) + x) * shape.Channels,
            ((((image * OutputHeight) + oy) * OutputWidth) + ox) * shape.Channels);
    }
}
