using System.Runtime.InteropServices;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Which elements of a tensor another one consists of: slices, transpositions, repetitions.</summary>
/// <param name="Offset">The first element.</param>
/// <param name="Extents">How many along each axis of the result.</param>
/// <param name="Strides">Elements of the source from one index of an axis to the next; may be negative or 0.</param>
sealed record StridedView(int Offset, int[] Extents, int[] Strides)
{
    /// <summary>The distance between neighbours along each axis of a tensor in C order.</summary>
    public static int[] StridesOf(TensorShape shape)
    {
        var strides = new int[shape.Rank];
        var stride = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }

        return strides;
    }

    /// <summary>A tensor repeated along the axes where its extent is 1 or that it lacks, to reach a shape.</summary>
    public static StridedView Repeat(TensorShape from, TensorShape to)
    {
        var strides = StridesOf(from);
        var repeated = new int[to.Rank];
        for (var axis = 1; axis <= from.Rank; axis++)
        {
            repeated[^axis] = from[^axis] == to[^axis] ? strides[^axis] : 0;
        }

        return new StridedView(0, to.Extents.ToArray(), repeated);
    }

    /// <summary>A tensor with its axes in another order.</summary>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="order">For each axis of the result, the axis of the tensor.</param>
    public static StridedView Transpose(TensorShape shape, int[] order)
    {
        var strides = StridesOf(shape);
        return new StridedView(
            0, [.. order.Select(axis => shape[axis])], [.. order.Select(axis => strides[axis])]);
    }

    /// <summary>Copies the elements out of a tensor, in C order of the view.</summary>
    /// <param name="source">The tensor's bytes.</param>
    /// <param name="target">Room for the view's bytes.</param>
    /// <param name="size">The bytes of an element: 1, 4 or 8.</param>
    public void Copy(ReadOnlySpan<byte> source, Span<byte> target, int size)
    {
        switch (size)
        {
            case 8:
                Copy(MemoryMarshal.Cast<byte, long>(source), MemoryMarshal.Cast<byte, long>(target));
                break;
            case 4:
                Copy(MemoryMarshal.Cast<byte, int>(source), MemoryMarshal.Cast<byte, int>(target));
                break;
            default:
                Copy(source, target);
                break;
        }
    }

    /// <summary>Copies elements into a tensor whose innermost axis the view takes as it is.</summary>
    /// <param name="source">The view's bytes.</param>
    /// <param name="target">The tensor's bytes.</param>
    /// <param name="size">The bytes of an element.</param>
    public void Scatter(ReadOnlySpan<byte> source, Span<byte> target, int size)
    {
        var length = (Extents.Length == 0 ? 1 : Extents[^1]) * size;
        for (var start = 0; start < source.Length; start += length)
        {
            source.Slice(start, length).CopyTo(target[(RowOffset(start / length) * size)..]);
        }
    }

    /// <summary>
    /// Where in the source a row of the result begins; rows are counted over all axes but the innermost.
    /// </summary>
    public int RowOffset(int row)
    {
        var offset = Offset;
        for (var axis = Extents.Length - 2; axis >= 0; axis--)
        {
            (row, var index) = Math.DivRem(row, Extents[axis]);
            offset += index * Strides[axis];
        }

        return offset;
    }

    /// <summary>The index in the source of each element of the view.</summary>
    public int[] Elements()
    {
        var elements = new int[new TensorShape(Extents).ElementCount];
        var (length, stride) = Extents.Length == 0 ? (1, 0) : (Extents[^1], Strides[^1]);
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = RowOffset(i / length) + i % length * stride;
        }

        return elements;
    }

    void Copy<T>(ReadOnlySpan<T> source, Span<T> target)
    {
        if (Extents.Length == 0)
        {
            target[0] = source[Offset];
            return;
        }

        var (length, stride) = (Extents[^1], Strides[^1]);
        for (var start = 0; start < target.Length; start += length)
        {
            CopyRow(source, RowOffset(start / length), stride, target.Slice(start, length));
        }
    }

    static void CopyRow<T>(ReadOnlySpan<T> source, int offset, int stride, Span<T> row)
    {
        if (stride == 1)
        {
            source.Slice(offset, row.Length).CopyTo(row);
            return;
        }

        foreach (ref var element in row)
        {
            element = source[offset];
            offset += stride;
        }
    }
}
