using System.Collections.Immutable;
using Tessera.Models;

namespace Tessera.Tests.Pipeline.Classify;

/// <summary>A model that counts how many of its sessions compute at the same time.</summary>
sealed class CountingModel : IModel
{
    int _running;
    int _most;
    int _sessions;

    public string Location => "memory";

    public int BestBatch => 32;

    public ModelMetadata Metadata { get; } = new()
    {
        Network = "counting",
        Classes = ["a", "b"],
        Image = new ModelImage(1, 1, 1),
        Mean = [0],
        Std = [1],
    };

    public ImmutableArray<Signature> Signatures => [Signature];

    public int Sessions => _sessions;

    public int MostAtOnce => _most;

    static Signature Signature { get; } = new(
        Signature.DefaultName,
        [new TensorSpecification("image", ElementType.Float32, [-1, 1, 1, 1])],
        [new TensorSpecification("probabilities", ElementType.Float32, [-1, 2])]);

    public IModelSession OpenSession(SessionOptions options)
    {
        Interlocked.Increment(ref _sessions);
        return new Session(this);
    }

    public void Dispose()
    {
    }

    sealed class Session(CountingModel model) : IModelSession
    {
        public Signature Signature => CountingModel.Signature;

        public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs) =>
            throw new NotSupportedException();

        public void Run(ReadOnlySpan<float> input, int count, Span<float> output)
        {
            var now = Interlocked.Increment(ref model._running);
            InterlockedMax(ref model._most, now);
            Thread.SpinWait(200_000); // long enough that others would be met
            for (var i = 0; i < count; i++)
            {
                (output[2 * i], output[(2 * i) + 1]) = (input[i], 1 - input[i]);
            }

            Interlocked.Decrement(ref model._running);
        }

        public void Dispose()
        {
        }

        static void InterlockedMax(ref int most, int value)
        {
            for (var seen = most; value > seen; seen = most)
            {
                Interlocked.CompareExchange(ref most, value, seen);
            }
        }
    }
}
