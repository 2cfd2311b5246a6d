using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// (x − mean) / √(variance + ε) · scale + offset for each channel; the mean and the biased variance are the
/// batch's while training, and the running ones otherwise. The running variance is kept unbiased, as PyTorch and
/// TensorFlow do.
/// </summary>
public sealed record BatchNormalization(string Name, string Input) : Layer(Name, [Input])
{
    /// <summary>Default 1e-3, as in Keras.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>
    /// What a running statistic keeps of itself at each step: new = momentum·old + (1 − momentum)·batch.
    /// Default 0.99.
    /// </summary>
    public double Momentum { get; init; } = 0.99;

    /// <summary>Default <see cref="NormalizationScale.Trained"/>.</summary>
    public NormalizationScale Scale { get; init; }

    public override Shape OutputShape(ImmutableArray<Shape> inputs) => inputs[0];

    public override ImmutableArray<Parameter> Parameters(ImmutableArray<Shape> inputs)
    {
        var channels = inputs[0].Channels;
        ImmutableArray<Parameter> always =
        [
            Weight(ParameterRole.Offset, Initializer.Zeros, channels),
            Statistic(ParameterRole.Mean, Initializer.Zeros, channels),
            Statistic(ParameterRole.Variance, Initializer.Ones, channels),
        ];
        return Scale == NormalizationScale.One
            ? always
            : always.Insert(0, Weight(ParameterRole.Scale, Initializer.Ones, channels));
    }
}
