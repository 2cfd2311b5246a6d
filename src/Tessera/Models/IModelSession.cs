namespace Tessera.Models;

/// <summary>
/// One signature of a model, ready to run, with its own activations: for one caller at a time. What an image gives does
/// not depend on the other images of its batch, nor on the number of threads.
/// </summary>
public interface IModelSession : IDisposable
{
    /// <summary>The signature that runs.</summary>
    Signature Signature { get; }

    /// <summary>Runs the signature on named arrays.</summary>
    /// <param name="inputs">One tensor for each of the signature's inputs.</param>
    /// <returns>One tensor for each of its outputs.</returns>
    /// <exception cref="TesseraException">A tensor is missing, or its type or shape does not fit.</exception>
    IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs);

    /// <summary>
    /// Runs a signature of one float32 input (n, …) and one float32 output (n, …) without allocating: the way of
    /// image classification.
    /// </summary>
    /// <param name="input"><paramref name="count"/> images, one after the other.</param>
    /// <param name="count">The number of images, at least 1; any number, it need not be the same each time.</param>
    /// <param name="output">Receives <paramref name="count"/> rows; exactly as long as they are.</param>
    /// <exception cref="TesseraException">
    /// The signature has other inputs or outputs, or the lengths do not fit.
    /// </exception>
    void Run(ReadOnlySpan<float> input, int count, Span<float> output);
}
