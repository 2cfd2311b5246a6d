namespace Tessera.Models;

/// <summary>
/// The extents of a tensor, outermost first; a scalar has none. Holds at most <see cref="int.MaxValue"/> elements.
/// </summary>
public sealed class TensorShape : IEquatable<TensorShape>
{
    readonly int[] _extents;

    /// <param name="extents">Outermost first; each ≥ 0.</param>
    /// <exception cref="TesseraException">An extent is negative, or the elements are too many.</exception>
    public TensorShape(params ReadOnlySpan<int> extents)
    {
        _extents = extents.ToArray();
        ElementCount = CountElements(extents);
    }

    /// <summary>The shape of a single value.</summary>
    public static TensorShape Scalar { get; } = new();

    /// <summary>How many extents there are.</summary>
    public int Rank => _extents.Length;

    /// <summary>The product of all extents.</summary>
    public int ElementCount { get; }

    /// <summary>All extents, outermost first.</summary>
    public ReadOnlySpan<int> Extents => _extents;

    /// <summary>One extent; <c>^1</c> is the innermost (in NHWC the channels).</summary>
    public int this[Index axis] => _extents[axis];

    /// <summary>The product of the extents in a range of axes; 1 when the range is empty.</summary>
    public int Product(Range axes)
    {
        var product = 1;
        foreach (var extent in _extents.AsSpan(axes))
        {
            product *= extent;
        }

        return product;
    }

    /// <summary>The same shape with one extent replaced.</summary>
    public TensorShape With(Index axis, int extent)
    {
        var extents = (int[])_extents.Clone();
        extents[axis] = extent;
        return new TensorShape(extents);
    }

    public bool Equals(TensorShape? other) => other is not null && Extents.SequenceEqual(other.Extents);

    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var extent in _extents)
        {
            hash.Add(extent);
        }

        return hash.ToHashCode();
    }

    /// <summary>As people write it: <c>(32, 32, 3)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", _extents)})";

    static int CountElements(ReadOnlySpan<int> extents)
    {
        var count = 1L;
        var isEmpty = false;
        foreach (var extent in extents)
        {
            count *= Math.Max(1, extent);
            isEmpty |= extent == 0;
            if (extent < 0 || count > int.MaxValue)
            {
                throw TesseraException.User($"a tensor cannot have the shape ({string.Join(", ", extents.ToArray())}): "
                    + $"extents must be ≥ 0 and their product ≤ {int.MaxValue}");
            }
        }

        return isEmpty ? 0 : (int)count;
    }
}
