namespace Tessera.Imaging.Resize;

/// <summary>How a resized pixel is made of the source's.</summary>
public enum ResizeMethod
{
    /// <summary>
    /// The mean over the box that the pixel covers in the source, as OpenCV's INTER_AREA. The right one for shrinking.
    /// (Where one axis shrinks and the other grows OpenCV leaves pixels out; here it stays the mean.)
    /// </summary>
    Area,

    /// <summary>
    /// Between the nearest two pixels a axis, half-pixel centres, no antialiasing, as OpenCV's INTER_LINEAR.
    /// </summary>
    Bilinear,
}
