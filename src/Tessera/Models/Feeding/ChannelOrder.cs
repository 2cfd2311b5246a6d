namespace Tessera.Models.Feeding;

/// <summary>The order in which a model takes the colours of a pixel.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red: OpenCV's, and that of networks which were trained with it.</summary>
    Bgr,
}
