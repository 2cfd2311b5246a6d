namespace Tessera.Datasets;

/// <summary>
/// A record with its pixels (uint8, height × width × channels). The memory is only valid until the next image is
/// asked for.
/// </summary>
public readonly record struct PixelImage(ImageRecord Record, ReadOnlyMemory<byte> Pixels);
