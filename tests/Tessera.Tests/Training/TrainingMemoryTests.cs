using Tessera.Kernels;
using Tessera.Networks;
using Tessera.Training;

namespace Tessera.Tests.Training;

/// <summary>
/// All memory of a training is taken at its beginning. Counted over all threads, so that no other test may run beside.
/// </summary>
[Collection(nameof(TrainingMemoryTests))]
[CollectionDefinition(nameof(TrainingMemoryTests), DisableParallelization = true)]
public sealed class TrainingMemoryTests
{
    // Delegates, enumerators and a few numbers a channel; one layer's activations of a single image are more.
    const long MostBytes = 16 << 10;
    const int WarmUp = 2;
    const int Steps = 5;

    static readonly Shape s_image = new(32, 32, 3);
    static readonly Normalization s_normalization = new([0.5, 0.5, 0.5], [0.25, 0.25, 0.25]);

    public static TheoryData<string, int> NetworksAndBatches =>
        [.. NetworkPresets.Names.SelectMany(name => new[] { 8, 32 }.Select(batch => (name, batch)))];

    [Theory]
    [MemberData(nameof(NetworksAndBatches))]
    public void A_step_allocates_next_to_nothing_whatever_the_batch(string name, int batch)
    {
        var recipe = RecipePresets.For(name) with { BatchSize = batch, Epochs = 2, Validation = 0 };
        var settings = new TrainerSettings { Identity = "test", Threads = 2, Kernels = KernelSets.Best };
        using var run = new TrainingRun(
            NetworkPresets.Create(name, s_image, 10), recipe, settings, Images(batch * Steps), s_normalization);
        run.Begin(resume: null);
        Advance(run, WarmUp);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Advance(run, Steps);

        Assert.InRange((GC.GetTotalAllocatedBytes(precise: true) - before) / Steps, 0, MostBytes);
    }

    static void Advance(TrainingRun run, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            run.Advance();
        }
    }

    static LabeledImages Images(int count)
    {
        var images = new LabeledImages(s_image, 10, count);
        for (var i = 0; i < count; i++)
        {
            images.SetLabel(i, i % 10);
            new Random(i).NextBytes(images.Pixels(i));
        }

        return images;
    }
}
