namespace Tessera.Cli.Bench;

/// <summary>Where the time of one turn went.</summary>
/// <param name="Images">Images that were preprocessed and classified.</param>
/// <param name="Classify">From the ingested dataset to a prediction for every image.</param>
/// <param name="Evaluate">To the confusion matrix in the store.</param>
/// <param name="CrossCheck">The second opinion of Spark SQL, after that.</param>
sealed record JobTiming(long Images, TimeSpan Classify, TimeSpan Evaluate, TimeSpan CrossCheck)
{
    /// <summary>
    /// Images a second of the model without a job, on as many threads: the mean of before and after.
    /// </summary>
    public double BareRate { get; init; }

    /// <summary>Images a second, from the dataset to the confusion matrix.</summary>
    public double Rate => Images / (Classify + Evaluate).TotalSeconds;

    public override string ToString() => FormattableString.Invariant(
        $"{Rate,6:N0} images/s, {Rate / BareRate:F2} of bare inference ({BareRate:N0}): ")
        + FormattableString.Invariant(
        $"preprocess and classify {Classify.TotalSeconds:F2} s, ")
        + FormattableString.Invariant(
        $"evaluate {Evaluate.TotalSeconds:F2} s; then cross-check {CrossCheck.TotalSeconds:F2} s");
}
