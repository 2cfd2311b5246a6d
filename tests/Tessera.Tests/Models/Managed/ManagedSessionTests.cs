using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Networks;

namespace Tessera.Tests.Models.Managed;

public sealed class ManagedSessionTests : IDisposable
{
    const int ImageLength = 32 * 32 * 3;

    readonly ManagedModel _model = ManagedModel.Load(
        MemoryModelFolder.Of(new RandomNetwork(NetworkPresets.Airbench90).Files()), KernelSets.Best);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void An_image_gives_the_same_in_any_batch()
    {
        var images = RandomNetwork.Images(5);
        using var session = _model.OpenSession(new SessionOptions());
        var together = Classify(session, images, 5);

        for (var i = 0; i < 5; i++)
        {
            var alone = Classify(session, images.AsSpan(i * ImageLength, ImageLength), 1);
            Assert.Equal(together[(i * 10)..((i + 1) * 10)], alone);
        }
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var images = RandomNetwork.Images(3);
        using var single = _model.OpenSession(new SessionOptions());
        using var triple = _model.OpenSession(new SessionOptions { Threads = 3 });

        Assert.Equal(Classify(single, images, 3), Classify(triple, images, 3));
    }

    [Fact]
    public void Memory_is_planned_once_and_a_second_run_allocates_nothing()
    {
        var images = RandomNetwork.Images(5);
        var probabilities = new float[5 * 10];
        using var session = _model.OpenSession(new SessionOptions());
        session.Run(images, 5, probabilities);
        session.Run(images, 5, probabilities);

        var before = GC.GetAllocatedBytesForCurrentThread();
        session.Run(images, 5, probabilities);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Two_sessions_run_side_by_side()
    {
        var images = RandomNetwork.Images(2);
        using var first = _model.OpenSession(new SessionOptions());
        using var second = _model.OpenSession(new SessionOptions());
        var results = new float[2][];

        Parallel.Invoke(
            () => results[0] = Classify(first, images, 2),
            () => results[1] = Classify(second, images, 2));

        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public void Images_of_another_size_are_refused()
    {
        using var session = _model.OpenSession(new SessionOptions());

        var failure = Assert.Throws<TesseraException>(() => session.Run(new float[28 * 28], 1, new float[10]));

        Assert.Equal("1 images (1, 32, 32, 3) are 3072 numbers, but 784 were given", failure.Message);
    }

    [Fact]
    public void An_unknown_signature_is_refused()
    {
        var failure = Assert.Throws<TesseraException>(() => _model.OpenSession(new SessionOptions { Signature = "x" }));

        Assert.Equal(
            "the model 'memory' has no signature 'x' of arrays of numbers; it has: serving_default", failure.Message);
    }

    static float[] Classify(IModelSession session, ReadOnlySpan<float> images, int count)
    {
        var probabilities = new float[count * 10];
        session.Run(images, count, probabilities);
        return probabilities;
    }
}
