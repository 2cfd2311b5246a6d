namespace Tessera.Results;

/// <summary>
/// What the predictions of one shard add up to. It stands in the shard's mark, so that evaluating a run reads marks,
/// not predictions.
/// </summary>
/// <param name="Images">Lines of predictions, with those that say an error.</param>
/// <param name="Errors">Images that could not be read.</param>
/// <param name="RightInTopFive">
/// Labelled images whose label is among the five likeliest; null when fewer than five, or all, were asked for.
/// </param>
/// <param name="LogLoss">The sum of −ln(probability of the label) over labelled images.</param>
/// <param name="Confusion">Triples of label, predicted class and count.</param>
public sealed record PredictionCounts(
    long Images, long Errors, long? RightInTopFive, double LogLoss, long[][] Confusion);
