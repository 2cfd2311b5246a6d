namespace Tessera.Pipeline.Sql;

/// <summary>
/// A row of the queries of <see cref="PredictionTable"/>: a cell of the confusion matrix, or the total.
/// </summary>
sealed record ConfusionRow
{
    /// <summary>Null where the class is not known.</summary>
    public int? Label { get; init; }

    /// <summary>Null where the image could not be read.</summary>
    public int? Predicted { get; init; }

    public long Images { get; init; }

    /// <summary>All images; then nothing else is said.</summary>
    public long? Total { get; init; }
}
