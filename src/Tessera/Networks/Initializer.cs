namespace Tessera.Networks;

/// <summary>
/// What a parameter holds before the first step. Fan-in and fan-out count the window: height·width·channels.
/// </summary>
public enum Initializer
{
    Zeros,
    Ones,

    /// <summary>Uniform within ±√(6 / (fan-in + fan-out)): Keras's default.</summary>
    GlorotUniform,

    /// <summary>Uniform within ±√(6 / fan-in): keeps the variance through relu layers.</summary>
    HeUniform,

    /// <summary>Uniform within ±1/√fan-in: PyTorch's default for convolutions and linear layers.</summary>
    FanInUniform,

    /// <summary>
    /// <see cref="FanInUniform"/>, then the first filters, as many as there are input channels, pass their channel
    /// through unchanged (the Dirac initialisation of hlb-CIFAR10).
    /// </summary>
    Dirac,

    /// <summary>
    /// The eigenvectors of the training images' patches, divided by the root of their eigenvalues, then the same
    /// negated: the first layer's outputs are uncorrelated. Needs training images, and is never trained.
    /// </summary>
    Whitening,
}
