using System.Runtime.InteropServices;

namespace Tessera.Results;

/// <summary>
/// Counts of (label, predicted class). Only cells that are not zero take memory, so thousands of classes are fine;
/// marks carry the same cells as triples. Sums do not depend on the order of adding.
/// </summary>
public sealed class ConfusionMatrix
{
    /// <summary>More classes than this are taken for a damaged file.</summary>
    public const int MaxClasses = 1 << 20;

    readonly Dictionary<long, long> _counts = [];

    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, MaxClasses);
        Classes = classes;
    }

    public int Classes { get; }

    /// <summary>All images counted.</summary>
    public long Total { get; private set; }

    /// <summary>Images on the diagonal.</summary>
    public long Correct { get; private set; }

    public long this[int label, int predicted] => _counts.GetValueOrDefault(Index(label, predicted));

    /// <summary>The cells that are not zero, by label, then predicted class.</summary>
    public IEnumerable<ConfusionCell> Cells =>
        _counts.OrderBy(entry => entry.Key)
            .Select(entry => new ConfusionCell((int)(entry.Key / Classes), (int)(entry.Key % Classes), entry.Value));

    /// <summary>
    /// The matrix with these <c>[label, predicted, count]</c>; others throw <see cref="FormatException"/>.
    /// </summary>
    public static ConfusionMatrix FromTriples(int classes, IEnumerable<long[]> triples)
    {
        var matrix = new ConfusionMatrix(classes);
        foreach (var triple in triples)
        {
            if (triple is not [var label, var predicted, > 0 and var count]
                || (ulong)label >= (ulong)classes || (ulong)predicted >= (ulong)classes)
            {
                throw new FormatException(
                    $"[{string.Join(", ", triple ?? [])}] is not [label, predicted, count] of {classes} classes");
            }

            matrix.Add((int)label, (int)predicted, count);
        }

        return matrix;
    }

    /// <summary>The cells as <c>[label, predicted, count]</c>, in order.</summary>
    public long[][] ToTriples() => [.. Cells.Select(cell => new[] { cell.Label, cell.Predicted, cell.Count })];

    public void Add(int label, int predicted, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, Index(label, predicted), out _);
        Total = checked(Total + count);
        cell += count;
        Correct += label == predicted ? count : 0;
    }

    public void Add(ConfusionMatrix other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Classes, Classes);
        foreach (var cell in other.Cells)
        {
            Add(cell.Label, cell.Predicted, cell.Count);
        }
    }

    /// <summary>Images of each class.</summary>
    public long[] CountByLabel() => Sum(cell => cell.Label);

    /// <summary>Images that were called each class.</summary>
    public long[] CountByPredicted() => Sum(cell => cell.Predicted);

    long[] Sum(Func<ConfusionCell, int> classOf)
    {
        var sums = new long[Classes];
        foreach (var cell in Cells)
        {
            sums[classOf(cell)] += cell.Count;
        }

        return sums;
    }

    long Index(int label, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Classes, nameof(label));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Classes, nameof(predicted));
        return ((long)label * Classes) + predicted;
    }
}
