namespace Tessera.Pipeline.Classify;

/// <summary>The views of an image whose answers are averaged (as logits) when it is classified.</summary>
public enum TestTimeAugmentation
{
    /// <summary>The image alone.</summary>
    None,

    /// <summary>The image and its mirror image.</summary>
    Mirror,

    /// <summary>
    /// The image (half the weight) and two views of it moved by a pixel along the diagonal, each with its mirror image:
    /// arXiv 2404.00498.
    /// </summary>
    MirrorAndShift,
}
