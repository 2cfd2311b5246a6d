using Tessera.Models.Managed.Operators.Shapes;

namespace Tessera.Models.Managed.Operators.Matrices;

/// <summary>How far each axis of the result, and each summed one, moves in each tensor of an equation.</summary>
sealed class EinsumLabels
{
    // No letter of an equation, so that the axes of an ellipsis can be named from here on.
    const char FirstOfEllipsis = '\u0100';
    const string Ellipsis = "...";

    readonly (int[] Result, int[] Summed)[] _strides;

    EinsumLabels(string[] tensors, string result, TensorShape[] shapes)
    {
        var extents = FindExtents(tensors, shapes);
        var summed = string.Concat(tensors.SelectMany(labels => labels).Distinct().Except(result));
        if (result.Distinct().Count() != result.Length || result.Any(label => !extents.ContainsKey(label)))
        {
            throw TesseraException.User("each axis of the result of an equation must be one axis of its tensors");
        }

        ResultExtents = [.. result.Select(label => extents[label])];
        SummedExtents = [.. summed.Select(label => extents[label])];
        _strides = [.. tensors.Select((labels, i) =>
            (Strides(labels, shapes[i], result), Strides(labels, shapes[i], summed)))];
    }

    /// <summary>The extents of the result.</summary>
    public int[] ResultExtents { get; }

    /// <summary>The extents of the axes that are summed over.</summary>
    public int[] SummedExtents { get; }

    /// <exception cref="TesseraException">It makes no sense, or does not fit the shapes.</exception>
    public static EinsumLabels Parse(string equation, TensorShape[] shapes)
    {
        if (equation.Replace(" ", "", StringComparison.Ordinal).Split("->") is not [var inputs, var result]
            || inputs.Split(',') is not { } tensors
            || tensors.Length != shapes.Length)
        {
            throw TesseraException.User($"the equation '{equation}' does not fit {shapes.Length} tensors");
        }

        var dots = tensors.Select((labels, i) => EllipsisRank(labels, shapes[i])).DefaultIfEmpty(0).Max();
        return new EinsumLabels(
            [.. tensors.Select((labels, i) => Expand(labels, EllipsisRank(labels, shapes[i]), dots))],
            Expand(result, dots, dots),
            shapes);
    }

    /// <summary>
    /// Where an element of a tensor is, by the indices of the result and of the summed axes in C order.
    /// </summary>
    public int Offset(int tensor, int result, int summed) =>
        Walk(result, ResultExtents, _strides[tensor].Result) + Walk(summed, SummedExtents, _strides[tensor].Summed);

    static int Walk(int index, int[] extents, int[] strides)
    {
        var offset = 0;
        for (var axis = extents.Length - 1; axis >= 0; axis--)
        {
            (index, var place) = Math.DivRem(index, extents[axis]);
            offset += place * strides[axis];
        }

        return offset;
    }

    static int EllipsisRank(string labels, TensorShape shape) =>
        labels.Contains(Ellipsis, StringComparison.Ordinal)
            ? Math.Max(0, shape.Rank - labels.Length + Ellipsis.Length)
            : 0;

    // The axes of ellipses are aligned at the last.
    static string Expand(string labels, int rank, int most)
    {
        var names = Enumerable.Range(most - rank, rank).Select(i => (char)(FirstOfEllipsis + i));
        return labels.Replace(Ellipsis, string.Concat(names), StringComparison.Ordinal);
    }

    static Dictionary<char, int> FindExtents(string[] tensors, TensorShape[] shapes)
    {
        var extents = new Dictionary<char, int>();
        foreach (var (labels, shape) in tensors.Zip(shapes))
        {
            if (labels.Length != shape.Rank)
            {
                throw TesseraException.User($"'{labels}' does not name the axes of {shape}");
            }

            for (var axis = 0; axis < labels.Length; axis++)
            {
                var (label, extent) = (labels[axis], shape[axis]);
                var known = extents.GetValueOrDefault(label, 1);
                extents[label] = known == 1 || known == extent ? extent
                    : extent == 1 && label >= FirstOfEllipsis ? known
                    : throw TesseraException.User($"in an equation, {label} stands for {known} and {extent}");
            }
        }

        return extents;
    }

    static int[] Strides(string labels, TensorShape shape, string wanted)
    {
        var strides = StridedView.StridesOf(shape);
        return
        [
            .. wanted.Select(label => Enumerable
                .Range(0, labels.Length)
                .Where(axis => labels[axis] == label && shape[axis] != 1)
                .Sum(axis => strides[axis])),
        ];
    }
}
