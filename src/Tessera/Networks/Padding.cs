namespace Tessera.Networks;

/// <summary>What a convolution sees beyond the border, in TensorFlow's words.</summary>
public enum Padding
{
    /// <summary>Nothing: windows lie wholly inside, the output is smaller.</summary>
    Valid,

    /// <summary>
    /// Zeros, so that the output is ceil(input / stride). When their number is odd, the extra row and column
    /// come after the image, as in TensorFlow (PyTorch differs there).
    /// </summary>
    Same,
}
