namespace Tessera.Networks;

/// <summary>What a parameter is to its layer. The last part of its name, in lower case.</summary>
public enum ParameterRole
{
    /// <summary>
    /// Weights: (height, width, input channels, filters) of a convolution, (inputs, units) of a dense layer.
    /// </summary>
    Kernel,

    /// <summary>Added to each output channel.</summary>
    Bias,

    /// <summary>Multiplies a normalised channel (Keras: gamma).</summary>
    Scale,

    /// <summary>Added to a normalised channel (Keras: beta).</summary>
    Offset,

    /// <summary>The running mean of a channel: a statistic, never trained.</summary>
    Mean,

    /// <summary>The running variance of a channel: a statistic, never trained.</summary>
    Variance,
}
