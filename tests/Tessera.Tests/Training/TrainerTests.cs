using Tessera.Kernels;
using Tessera.Networks;
using Tessera.Training;
using Activation = Tessera.Networks.Activation;
using Convolution = Tessera.Networks.Convolution;
using Padding = Tessera.Networks.Padding;

namespace Tessera.Tests.Training;

public sealed class TrainerTests
{
    const int Classes = 3;
    static readonly Shape s_image = new(8, 8, 1);
    static readonly Normalization s_normalization = new([0.5], [0.25]);

    static readonly Recipe s_recipe = new()
    {
        Epochs = 2.5,
        BatchSize = 16,
        LearningRate = 20,
        WeightDecay = 0.01,
        LabelSmoothing = 0.1,
        Flip = Flip.Alternating,
        Shift = 1,
        Lookahead = new Lookahead { Interval = 3 },
        WhiteningBiasEpochs = 1,
        Validation = 12,
        Schedule = new Schedule { WarmUp = 0.2, End = 0.1 },
    };

    [Fact]
    public void It_learns_to_tell_stripes_apart()
    {
        var trained = Train(new TrainingObserver(), recipe: s_recipe with { Epochs = 8 });

        Assert.True(trained.History[^1].Validation!.Accuracy > 0.9, $"accuracy {trained.History[^1].Validation}");
        Assert.True(trained.History[^1].TrainLoss < trained.History[0].TrainLoss);
    }

    [Fact]
    public void Threads_do_not_change_the_weights()
    {
        var expected = Train(new TrainingObserver(), threads: 1);

        AssertSame(expected, Train(new TrainingObserver(), threads: 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(14)]
    public void A_training_that_was_stopped_goes_on_to_the_same_weights(int step)
    {
        var saved = TrainUntil(step);

        Assert.Equal(step, saved.Step);
        AssertSame(Train(new TrainingObserver()), Train(new TrainingObserver(), ThroughFile(saved)));
    }

    [Fact]
    public void Another_seed_gives_other_weights() =>
        Assert.NotEqual(Bytes(Train(new TrainingObserver())), Bytes(Train(new TrainingObserver(), seed: 2)));

    [Fact]
    public void Images_that_are_held_out_do_not_reach_the_weights()
    {
        var others = Stripes();
        foreach (var held in DataSplit.Choose(1, others.Count, s_recipe.Validation).Validation)
        {
            others.Pixels(held).Clear();
            others.SetLabel(held, 0);
        }

        var expected = Train(new TrainingObserver());
        var actual = new Trainer(Network(), s_recipe, Settings(1, 2), TimeProvider.System).Train(
            others, s_normalization, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Bytes(expected), Bytes(actual));
        Assert.NotEqual(expected.History[^1].Validation, actual.History[^1].Validation);
    }

    [Fact]
    public void Checkpoints_are_offered_at_the_end_of_each_epoch()
    {
        var steps = new List<int>();

        var trained = Train(new TrainingObserver { Save = checkpoint => steps.Add(checkpoint.Step) });

        Assert.Equal([6, 12, 15], steps);
        Assert.Equal(steps, trained.History.Select(epoch => epoch.Step));
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused()
    {
        Checkpoint? saved = null;
        Train(new TrainingObserver { Save = checkpoint => saved = checkpoint });

        var error = Assert.Throws<TesseraException>(
            () => Train(new TrainingObserver(), saved! with { Identity = "other" }));

        Assert.Contains("is of another training", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_another_shape_are_refused()
    {
        var trainer = new Trainer(Network(), s_recipe, Settings(1, 1), TimeProvider.System);

        var error = Assert.Throws<TesseraException>(
            () => trainer.Train(
                new LabeledImages(new Shape(9, 8, 1), Classes, 50),
                s_normalization,
                cancellation: TestContext.Current.CancellationToken));

        Assert.Equal(
            "network 'tiny' is for images of 8x8x1 in 3 classes, but these are 9x8x1 in 3", error.Message);
    }

    static TrainedNetwork Train(
        TrainingObserver observer, Checkpoint? resume = null, Recipe? recipe = null, ulong seed = 1, int threads = 2) =>
        new Trainer(Network(), recipe ?? s_recipe, Settings(seed, threads), TimeProvider.System)
            .Train(Stripes(), s_normalization, resume, observer, TestContext.Current.CancellationToken);

    /// <summary>What is saved when a training is cancelled during that step.</summary>
    static Checkpoint TrainUntil(int step)
    {
        using var stop = new CancellationTokenSource();
        Checkpoint? saved = null;
        var observer = new TrainingObserver
        {
            Save = checkpoint => saved = checkpoint,
            Progressed = progress => Cancel(stop, progress.Step == step),
        };
        var trainer = new Trainer(Network(), s_recipe, Settings(1, 2), TimeProvider.System);

        Assert.Throws<OperationCanceledException>(
            () => trainer.Train(Stripes(), s_normalization, null, observer, stop.Token));
        return saved!;
    }

    static TrainerSettings Settings(ulong seed, int threads) =>
        new() { Identity = "test", Seed = seed, Threads = threads, Kernels = KernelSet.Portable };

    static Network Network() => new("tiny", s_image, Classes,
    [
        new Convolution("w", "images")
        {
            Size = 2, Padding = Padding.Valid, Bias = Bias.Trained, Initializer = Initializer.Whitening,
        },
        new Activation("g", "w", ActivationFunction.Gelu),
        new Convolution("c", "g") { Filters = 8, Initializer = Initializer.Dirac },
        new BatchNormalization("n", "c") { Momentum = 0.6 },
        new Activation("r", "n", ActivationFunction.Relu),
        new GlobalAveragePooling("p", "r"),
        new Dropout("d", "p", 0.1),
        new Dense("h", "d") { Units = Classes },
    ]);

    /// <summary>Horizontal, vertical and no stripes, with noise.</summary>
    static LabeledImages Stripes()
    {
        var images = new LabeledImages(s_image, Classes, 108);
        var random = new RandomStream(3, RandomPurpose.Initialization);
        for (var i = 0; i < images.Count; i++)
        {
            images.SetLabel(i, i % Classes);
            for (var pixel = 0; pixel < s_image.Count; pixel++)
            {
                var line = images.Label(i) == 0 ? pixel / 8 : pixel % 8;
                var isBright = images.Label(i) == 2 ? random.NextBoolean() : line / 2 % 2 == 0;
                images.Pixels(i)[pixel] = (byte)((isBright ? 150 : 50) + random.NextInt32(50));
            }
        }

        return images;
    }

    static Checkpoint ThroughFile(Checkpoint checkpoint)
    {
        using var stream = new MemoryStream();
        CheckpointFile.Write(checkpoint, stream);
        stream.Position = 0;
        return CheckpointFile.Read(stream)!;
    }

    static void Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    static void AssertSame(TrainedNetwork expected, TrainedNetwork actual)
    {
        Assert.Equal(Bytes(expected), Bytes(actual));
        Assert.Equal(expected.HistoryJson(), actual.HistoryJson());
    }

    static float[] Bytes(TrainedNetwork trained) =>
        [.. trained.Network.Parameters.SelectMany(parameter => trained.Weights[parameter.Name])];
}
