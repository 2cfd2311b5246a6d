namespace Tessera.Networks;

/// <summary>
/// The shape of one image or of one image's activations, stored row by row with the channels together (HWC).
/// A vector of n numbers is 1×1×n.
/// </summary>
public readonly record struct Shape(int Height, int Width, int Channels)
{
    /// <summary>The numbers in it. Networks refuse shapes for which this would exceed an Int32.</summary>
    public int Count => checked(Height * Width * Channels);

    /// <summary>Whether it is 1×1×n, as dense layers need it.</summary>
    public bool IsVector => Height == 1 && Width == 1;

    public static Shape Vector(int count) => new(1, 1, count);

    public override string ToString() => $"{Height}x{Width}x{Channels}";
}
