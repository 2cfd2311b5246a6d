using System.Text.Json.Serialization;

namespace Tessera.Datasets;

/// <summary>
/// Height and width in pixels, and channels (1 grey, 3 RGB), of images that are stored row by row, channels last.
/// </summary>
public sealed record ImageShape(int Height, int Width, int Channels)
{
    /// <summary>The largest side of an image that Tessera handles.</summary>
    public const int MaxSide = 1 << 16;

    /// <summary>Bytes of one uint8 image.</summary>
    [JsonIgnore]
    public int Bytes => checked(Height * Width * Channels);

    public override string ToString() => $"{Height}x{Width}x{Channels}";

    internal bool IsValid =>
        Height is > 0 and <= MaxSide
        && Width is > 0 and <= MaxSide
        && Channels is > 0 and <= 4
        && (long)Height * Width * Channels <= int.MaxValue;
}
