using Tessera.Networks;

namespace Tessera.Training;

/// <summary>
/// The recipe that each network of <see cref="NetworkPresets"/> is trained by, unless options change it.
/// </summary>
public static class RecipePresets
{
    /// <summary>Of arXiv 2404.00498, as published: all images, nothing is chosen.</summary>
    static readonly Recipe s_airbench94 = new()
    {
        Epochs = 9.9,
        BatchSize = 1024,
        LearningRate = 11.5,
        NormalizationRateFactor = 64,
        WeightDecay = 0.0153,
        Momentum = 0.85,
        Schedule = new Schedule { WarmUp = 0.23, Start = 0.2, End = 0.07 },
        LabelSmoothing = 0.2,
        Flip = Flip.Alternating,
        Shift = 2,
        Lookahead = new Lookahead(),
        Validation = 0,
    };

    /// <summary>
    /// The same with batches half as large, so twice the steps an epoch; enough epochs that every seed reaches 90 %.
    /// </summary>
    static readonly Recipe s_airbench90 = s_airbench94 with { Epochs = 10, BatchSize = 512, Validation = 5000 };

    /// <summary>A rate of 0.1 and a decay of 5e-4 at batches of 128, in the usual terms.</summary>
    static readonly Recipe s_resnet20 = new()
    {
        Epochs = 30,
        BatchSize = 128,
        LearningRate = 8.8,
        WeightDecay = 4.4e-3,
        Schedule = new Schedule { WarmUp = 0.05, Descent = Descent.Cosine },
        Flip = Flip.Random,
        Shift = 4,
    };

    /// <summary>A rate of 0.02 at batches of 128, in the usual terms.</summary>
    static readonly Recipe s_smallCnn = new()
    {
        Epochs = 20,
        BatchSize = 128,
        LearningRate = 1.76,
        WeightDecay = 8.8e-4,
        Schedule = new Schedule { WarmUp = 0.05, Descent = Descent.Cosine },
        Flip = Flip.Random,
        Shift = 2,
    };

    /// <exception cref="TesseraException">There is no network of that name.</exception>
    public static Recipe For(string network) => network switch
    {
        NetworkPresets.SmallCnn => s_smallCnn,
        NetworkPresets.ResNet20 => s_resnet20,
        NetworkPresets.Airbench90 => s_airbench90,
        NetworkPresets.Airbench94 => s_airbench94,
        _ => throw NetworkPresets.Unknown(network),
    };
}
