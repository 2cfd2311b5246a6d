using System.Diagnostics;
using Tessera.Kernels;
using Tessera.Networks;
using Tessera.Training;
using Tessera.Training.Execution;

namespace Tessera.Bench;

/// <summary>Trains a preset on CIFAR-10: images a second, accuracy by epoch, memory.</summary>
/// <remarks>
/// <c>--data FOLDER</c> (CIFAR-10's binary files); <c>--network</c>, <c>--epochs</c>, <c>--batch</c>,
/// <c>--learning-rate</c>,
/// <c>--validation</c>, <c>--seed</c>, <c>--threads</c>, <c>--kernels</c>, <c>--limit</c> as in the program;
/// <c>--test yes</c> reads the test images at the end.
/// </remarks>
static class TrainBenchmark
{
    public static int Run(string[] arguments)
    {
        var options = new BenchOptions(arguments);
        var training = new TrainingOptions
        {
            Network = options.Text("network", NetworkPresets.Airbench90),
            Epochs = options.Number("epochs"),
            BatchSize = (int?)options.Number("batch"),
            LearningRate = options.Number("learning-rate"),
            Validation = (int?)options.Number("validation"),
            Seed = (ulong)options.Integer("seed", 0),
        };
        training.Validate();
        Train(options, training);
        Print($"peak RSS {Process.GetCurrentProcess().PeakWorkingSet64 / 1e9:f2} GB");
        return 0;
    }

    static void Train(BenchOptions options, TrainingOptions training)
    {
        var folder = options.Text("data", ".");
        var images = CifarFolder.Train(folder, options.Integer("limit", int.MaxValue));
        var settings = new TrainerSettings
        {
            Identity = "bench",
            Seed = training.Seed,
            Threads = options.Integer("threads", Environment.ProcessorCount),
            Kernels = KernelSets.Parse(options.Text("kernels", "best")),
        };
        var network = NetworkPresets.Create(training.Network, images.Image, images.Classes);
        var normalization = Normalization.Of(images);
        Print($"{network.Name}: {network.ParameterCount:n0} parameters, {network.Flops / 1e6:n0} MFLOP an image; "
            + $"{KernelSets.NameOf(settings.Kernels)}, {settings.Threads} threads");
        var trainer = new Trainer(network, training.Recipe(images.Count), settings, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        var trained = trainer.Train(images, normalization, observer: Observer(clock));
        Print($"trained in {clock.Elapsed.TotalSeconds:f1} s");
        if (options.Text("test", "no") == "yes")
        {
            Test(trained, CifarFolder.Test(folder), normalization, settings);
        }
    }

    static TrainingObserver Observer(Stopwatch clock)
    {
        var (images, seconds) = (0L, 0.0);
        var last = TimeSpan.Zero;
        return new TrainingObserver
        {
            Progressed = progress =>
            {
                (images, seconds) = (images + progress.BatchSize, seconds + (clock.Elapsed - last).TotalSeconds);
                last = clock.Elapsed;
                if (progress.Step % 10 == 0)
                {
                    Print($"  step {progress.Step}/{progress.Steps}: loss {progress.Loss:f4}, "
                        + $"{images / seconds:f0} images/s");
                }
            },
            EpochEnded = epoch =>
            {
                Print($"epoch {epoch.Epoch}: {clock.Elapsed.TotalSeconds:f1} s, loss {epoch.TrainLoss:f4}, "
                    + $"accuracy {epoch.TrainAccuracy:f4}, validation {epoch.Validation?.Accuracy:f4}, "
                    + $"{images / seconds:f0} images/s");
                (images, seconds, last) = (0, 0, clock.Elapsed);
            },
        };
    }

    static void Test(
        TrainedNetwork trained, LabeledImages images, Normalization normalization, TrainerSettings settings)
    {
        const int Batch = 1000;
        using var session = new KernelSession(settings.Kernels, settings.Threads);
        using var executor = new TrainingExecutor(trained.Network, Batch, settings.Seed, session);
        foreach (var (name, values) in trained.Weights)
        {
            values.CopyTo(executor.Weights[name]);
        }

        executor.Repack();
        var evaluator = new Evaluator(executor, session, normalization.Table(images.Image));
        int[] all = [.. Enumerable.Range(0, images.Count)];
        foreach (var views in new[] { WeightedView.Alone, WeightedView.Mirror, WeightedView.MirrorAndShift })
        {
            var clock = Stopwatch.StartNew();
            var result = evaluator.Evaluate(images, all, views);
            Print($"test, {views.Length} views: accuracy {result.Accuracy:f4}, loss {result.Loss:f4}, "
                + $"{clock.Elapsed.TotalSeconds:f1} s");
        }
    }

    static void Print(string line) => Console.WriteLine(line);
}
