namespace Tessera.Results.Report;

/// <summary>The answers whose confidence falls into one bin; the mean confidence is 0 when there are none.</summary>
public readonly record struct ConfidenceBin(long Right, long Wrong, double MeanConfidence)
{
    public long Total => Right + Wrong;

    /// <summary>Right answers / all; 0 when there are none.</summary>
    public double Accuracy => Total == 0 ? 0 : (double)Right / Total;
}
