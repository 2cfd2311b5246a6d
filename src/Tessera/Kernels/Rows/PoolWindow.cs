namespace Tessera.Kernels.Rows;

/// <summary>
/// One window of a pooling: its taps inside the image, the offset of its (perhaps outside) first tap, and of its
/// output.
/// </summary>
readonly record struct PoolWindow(int Top, int Bottom, int Left, int Right, long Input, long Output)
{
    public int Count => (Bottom - Top) * (Right - Left);
}
