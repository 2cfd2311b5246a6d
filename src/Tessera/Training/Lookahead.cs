namespace Tessera.Training;

/// <summary>
/// Averaging while training: every <see cref="Interval"/> steps, average = decay·average + (1 − decay)·weights, and
/// the weights continue from the average. The decay grows with the third power of the progress, so that early
/// weights are forgotten. Running statistics are averaged too. After the last step the average is the result.
/// </summary>
public sealed record Lookahead
{
    /// <summary>Steps between two averagings. Default 5; at least 1.</summary>
    public int Interval { get; init; } = 5;

    /// <summary>The decay of one step at the end of training. Default 0.95; from 0 to below 1.</summary>
    public double Decay { get; init; } = 0.95;

    /// <summary>The decay of an averaging after so many steps.</summary>
    public double DecayAfter(int step, int steps) =>
        Math.Pow(Decay, Interval) * Math.Pow((double)step / steps, 3);
}
