using Tessera.Datasets;
using Tessera.Imaging.Resize;

namespace Tessera.Pipeline.Preprocess;

/// <summary>The size that images are brought to, in pixels, and how.</summary>
public sealed record ImageResize(int Height, int Width, ResizeMethod Method)
{
    public override string ToString() => $"{Height}x{Width} {Method}";

    internal ImageShape Of(ImageShape image) => image with { Height = Height, Width = Width };
}
