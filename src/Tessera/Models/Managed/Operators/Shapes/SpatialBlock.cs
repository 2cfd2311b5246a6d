using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The side of the squares of pixels that become channels, or the reverse.</summary>
static class SpatialBlock
{
    const int Maximum = 1024;

    /// <exception cref="TesseraException">It is not from 2 to 1024.</exception>
    public static int Read(NodeBinding node) =>
        node.Attributes.Integer("block_size", 0) is >= 2 and <= Maximum and var side
            ? side
            : throw TesseraException.User($"its block size must be from 2 to {Maximum}");

    /// <summary>A product that is limited, so that a too large shape is refused and does not overflow.</summary>
    public static int Multiply(int x, int y) => (int)Math.Min((long)x * y, int.MaxValue);
}
