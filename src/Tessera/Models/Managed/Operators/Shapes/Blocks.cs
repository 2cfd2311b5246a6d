namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Moves elements, whatever their type.</summary>
static class Blocks
{
    /// <summary>Copies blocks that lie side by side to places that are a stride apart.</summary>
    /// <param name="source">Whole blocks.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="length">The bytes of a block.</param>
    /// <param name="offset">Where the first block goes.</param>
    /// <param name="stride">The bytes from one block's place to the next.</param>
    public static void Copy(ReadOnlySpan<byte> source, Span<byte> target, int length, int offset, int stride)
    {
        for (var from = 0; from < source.Length; from += length, offset += stride)
        {
            source.Slice(from, length).CopyTo(target[offset..]);
        }
    }
}
