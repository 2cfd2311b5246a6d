using Tessera.Kernels;
using Tessera.Models.Managed.Operators;

namespace Tessera.Models.Managed.Planning;

/// <summary>
/// The weights of a model in the kernels' order. Made once for each convolution and image size, whatever the batch size
/// and however many sessions. For one thread at a time; what it gives out is for all.
/// </summary>
/// <param name="kernels">The instructions that all sessions of the model use.</param>
sealed class PreparedWeights(KernelSet kernels) : IDisposable
{
    /// <summary>For work that is done once, while plans are made.</summary>
    public KernelSession Session { get; } = new(kernels, threads: 1);

    readonly Dictionary<(ConvolutionShape, Tensor, PackingDirection), PreparedConvolution> _prepared = [];

    /// <summary>The convolution with those weights (height, width, inputs / groups, outputs).</summary>
    /// <exception cref="TesseraException">The shape makes no sense.</exception>
    public PreparedConvolution Get(ConvolutionShape shape, Tensor weights, PackingDirection direction)
    {
        var key = (shape, weights, direction);
        if (!_prepared.TryGetValue(key, out var found))
        {
            _prepared[key] = found = Prepare(shape, weights, direction);
        }

        return found;
    }

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values)
        {
            prepared.Weights.Dispose();
        }

        Session.Dispose();
    }

    PreparedConvolution Prepare(ConvolutionShape shape, Tensor weights, PackingDirection direction) => Refusal.Of(() =>
    {
        var convolution = new Convolution(shape, kernels);
        var packed = direction == PackingDirection.Forward
            ? convolution.PackForward(Session, weights.Values<float>())
            : convolution.PackBackward(Session, weights.Values<float>());
        return new PreparedConvolution(convolution, packed);
    });
}
