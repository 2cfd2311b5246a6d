namespace Tessera.Results;

/// <summary>
/// The figures of <c>metrics.json</c>. All fractions are from 0 to 1 and rounded to six decimals; those over no image
/// at all are absent. Images that could not be read count in <see cref="Errors"/> alone, those without label in
/// <see cref="Images"/> alone.
/// </summary>
public sealed record Metrics
{
    /// <summary>The version of the format that this program writes. A new figure is a new version.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format's version.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The split that was classified.</summary>
    public required string Split { get; init; }

    /// <summary>Lines of predictions, with those that say an error.</summary>
    public required long Images { get; init; }

    /// <summary>Images that could not be read.</summary>
    public required long Errors { get; init; }

    /// <summary>Images with an answer and a label: what all the following are over.</summary>
    public required long Labelled { get; init; }

    /// <summary>Images whose answer is their label.</summary>
    public required long Correct { get; init; }

    /// <summary>Correct / labelled.</summary>
    public double? Accuracy { get; init; }

    /// <summary>
    /// Images whose label is among the five likeliest / labelled. Absent when fewer than five, or all, were asked for.
    /// </summary>
    public double? Top5Accuracy { get; init; }

    /// <summary>Mean of −ln(probability of the label), each at most −ln(10⁻¹²).</summary>
    public double? LogLoss { get; init; }

    /// <summary>Mean over the classes that occur as label or as answer.</summary>
    public double? MacroPrecision { get; init; }

    /// <inheritdoc cref="MacroPrecision"/>
    public double? MacroRecall { get; init; }

    /// <inheritdoc cref="MacroPrecision"/>
    public double? MacroF1 { get; init; }

    /// <summary>One entry a class, in the dataset's order.</summary>
    public required IReadOnlyList<ClassMetrics> Classes { get; init; }
}
