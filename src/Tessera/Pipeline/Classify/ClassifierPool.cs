using System.Collections.Concurrent;

namespace Tessera.Pipeline.Classify;

/// <summary>
/// Classifiers that shards take turns with, a batch at a time. There are no more than may compute at once: others wait
/// for storage meanwhile, and do not drive the weights out of the cache.
/// </summary>
/// <param name="make">Makes one, when all there are compute and there may be another.</param>
/// <param name="most">How many may compute at once.</param>
sealed class ClassifierPool(Func<Classifier> make, int most) : IDisposable
{
    readonly SemaphoreSlim _turns = new(most);
    readonly ConcurrentBag<Classifier> _idle = [];

    /// <summary>Gives a row of probabilities for each image of a batch, when it is this batch's turn.</summary>
    public async Task<float[]> ClassifyAsync(ImageBatch batch, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            var classifier = _idle.TryTake(out var idle) ? idle : make();
            try
            {
                var probabilities = new float[batch.Records.Count * classifier.Classes];
                classifier.Classify(batch.Pixels.Span, batch.Records.Count, probabilities);
                return probabilities;
            }
            finally
            {
                _idle.Add(classifier);
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        foreach (var classifier in _idle)
        {
            classifier.Dispose();
        }

        _turns.Dispose();
    }
}
