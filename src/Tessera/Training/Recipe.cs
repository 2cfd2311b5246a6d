namespace Tessera.Training;

/// <summary>
/// How a network is trained: stochastic gradient descent with Nesterov momentum on the cross-entropy.
/// Learning rate and weight decay are independent of each other, of the batch size and of the momentum: both count per
/// 1,024 images and are multiplied by (1 − momentum) / (2 − momentum).
/// So, in the usual terms of a mean loss, the rate is
/// <c>LearningRate · BatchSize / 1024 · (1 − Momentum) / (2 − Momentum)</c>, and a weight shrinks at each step by
/// <c>WeightDecay · BatchSize / 1024 · (1 − Momentum) / (2 − Momentum)</c> times the schedule's factor.
/// </summary>
public sealed record Recipe
{
    /// <summary>Passes over the training images; fractions are allowed. Above 0.</summary>
    public required double Epochs { get; init; }

    /// <summary>Images a step; an epoch's last, partial batch is dropped. At least 2.</summary>
    public required int BatchSize { get; init; }

    /// <summary>See above. Above 0.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Multiplies the learning rate of batch normalisation's scales and offsets. Default 1.</summary>
    public double NormalizationRateFactor { get; init; } = 1;

    /// <summary>See above. Default 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>What the momentum keeps of itself at each step. Default 0.9; from 0 to below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    public Schedule Schedule { get; init; } = new();

    /// <summary>How much of the target is spread over all classes. Default 0; from 0 to below 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Default <see cref="Flip.None"/>.</summary>
    public Flip Flip { get; init; }

    /// <summary>
    /// Images are moved by up to so many pixels each way, anew every epoch; what enters is reflected. Default 0.
    /// </summary>
    public int Shift { get; init; }

    /// <summary>Averaging; null, the default, for none.</summary>
    public Lookahead? Lookahead { get; init; }

    /// <summary>The biases of a whitening layer are trained for so many epochs, then frozen. Default 3.</summary>
    public double WhiteningBiasEpochs { get; init; } = 3;

    /// <summary>Training images that are held out for the learning curve. Default 5,000; 0 for none.</summary>
    public int Validation { get; init; } = 5000;

    /// <summary>The number of steps that an epoch of so many images has.</summary>
    public int StepsPerEpoch(int images) => Math.Max(1, images / BatchSize);

    /// <summary>The number of steps of the whole training.</summary>
    public int Steps(int images) => checked((int)Math.Ceiling(StepsPerEpoch(images) * Epochs));

    /// <summary>By what the gradient of the summed loss is multiplied, before the schedule's factor.</summary>
    internal double RatePerImage => LearningRate / 1024 * (1 - Momentum) / (2 - Momentum);
}
