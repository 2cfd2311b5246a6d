namespace Tessera.Training;

/// <summary>By what the learning rate is multiplied at each step: a linear warm-up to 1, then a descent.</summary>
public sealed record Schedule
{
    /// <summary>The part of all steps that warms up. Default 0; from 0 to 1.</summary>
    public double WarmUp { get; init; }

    /// <summary>The factor of the first step, when there is a warm-up. Default 0.2.</summary>
    public double Start { get; init; } = 0.2;

    /// <summary>The factor after the last step. Default 0.</summary>
    public double End { get; init; }

    /// <summary>Default <see cref="Descent.Linear"/>.</summary>
    public Descent Descent { get; init; }

    /// <summary>The factor of a step.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="steps">Of the whole training.</param>
    public double Factor(int step, int steps)
    {
        var peak = (int)(WarmUp * steps);
        if (step < peak)
        {
            return Start + (1 - Start) * step / peak;
        }

        var progress = (double)(step - peak) / Math.Max(1, steps - peak);
        return End + (1 - End) * Remaining(progress);
    }

    double Remaining(double progress) =>
        Descent == Descent.Linear ? 1 - progress : (1 + Math.Cos(Math.PI * progress)) / 2;
}
