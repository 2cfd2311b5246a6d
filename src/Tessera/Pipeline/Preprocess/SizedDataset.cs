using Tessera.Datasets;
using Tessera.Imaging.Resize;

namespace Tessera.Pipeline.Preprocess;

/// <summary>A dataset as a stage sees it: its images resized as they are read, or as they are.</summary>
/// <param name="Dataset">What is read.</param>
/// <param name="Resize">Null where images keep their size.</param>
sealed record SizedDataset(Dataset Dataset, ImageResize? Resize)
{
    /// <summary>The images after resizing.</summary>
    public ImageShape Image { get; } = Resize?.Of(Dataset.Manifest.Image) ?? Dataset.Manifest.Image;

    /// <summary>What resizes an image, with buffers of its own; null where nothing is to be done.</summary>
    public Resizer? OpenResizer()
    {
        var from = Dataset.Manifest.Image;
        return Resize is null || from == Image
            ? null
            : new Resizer(Resize.Method, from.Channels, from.Height, from.Width, Image.Height, Image.Width);
    }
}
