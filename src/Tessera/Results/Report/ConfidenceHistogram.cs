namespace Tessera.Results.Report;

/// <summary>
/// How sure the right and the wrong answers were, in bins of equal width from 0 to 1. Sums are integers, so their order
/// does not matter.
/// </summary>
public sealed class ConfidenceHistogram
{
    /// <summary>Bins of 5 %.</summary>
    public const int Bins = 20;

    const double Millions = 1e6;

    readonly long[] _right = new long[Bins];
    readonly long[] _wrong = new long[Bins];
    readonly long[] _millionths = new long[Bins];

    public long Total => Right + Wrong;

    public long Right => _right.Sum();

    public long Wrong => _wrong.Sum();

    /// <summary>The mean confidence of all answers; 0 without any.</summary>
    public double MeanConfidence => Total == 0 ? 0 : _millionths.Sum() / Millions / Total;

    /// <summary>
    /// Expected calibration error: |accuracy − mean confidence| of the bins, weighted by their counts. 0 is perfect.
    /// Guo et al., On Calibration of Modern Neural Networks, 2017.
    /// </summary>
    public double CalibrationError =>
        Enumerable.Range(0, Bins).Sum(i => Math.Abs(_right[i] - (_millionths[i] / Millions))) / Math.Max(1, Total);

    public void Add(double confidence, bool isRight)
    {
        var bin = Math.Clamp((int)(confidence * Bins), 0, Bins - 1);
        (isRight ? _right : _wrong)[bin]++;
        _millionths[bin] += (long)Math.Round(confidence * Millions);
    }

    public ConfidenceBin this[int bin] =>
        new(_right[bin], _wrong[bin], _millionths[bin] / Millions / Math.Max(1, _right[bin] + _wrong[bin]));
}
