namespace Tessera.Kernels.Rows;

/// <summary>The windows of a pooling.</summary>
readonly struct PoolWindows(PoolShape shape)
{
    readonly int _outputHeight = shape.OutputHeight;
    readonly int _outputWidth = shape.OutputWidth;

    public PoolShape Shape => shape;

    public PoolWindow At(long image, int oy, int ox)
    {
        var y = (oy * shape.StrideVertical) - shape.Padding.Top;
        var x = (ox * shape.StrideHorizontal) - shape.Padding.Left;
        return new(
            Math.Max(0, -y), Math.Min(shape.WindowHeight, shape.Height - y),
            Math.Max(0, -x), Math.Min(shape.WindowWidth, shape.Width - x),
            ((((image * shape.Height) + y) * shape.Width) + x) * shape.Channels,
            ((((image * _outputHeight) + oy) * _outputWidth) + ox) * shape.Channels);
    }
}
