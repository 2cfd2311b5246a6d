using Tessera.Imaging;
using Tessera.Results;
using Tessera.Results.Report;

namespace Tessera.Tests.Results.Report;

/// <summary>Small reports to look at.</summary>
static class Samples
{
    static readonly DateTimeOffset s_created = new(2026, 11, 23, 3, 4, 0, TimeSpan.Zero);

    public static Picture Picture => new(2, 1, PixelFormat.Rgb, [255, 0, 0, 0, 0, 255]);

    /// <summary>Every third answer is the next class.</summary>
    public static async Task<ReportCollector> CollectAsync(string[] classes, int images, int mistakes = 4)
    {
        using var file = new MemoryStream();
        using var writer = new PredictionWriter(file);
        for (var i = 0; i < images; i++)
        {
            var predicted = (i + (i % 3 == 2 ? 1 : 0)) % classes.Length;
            var answer = new ClassConfidence(predicted, 0.5 + (i % 7 / 20.0));
            await writer.WriteAsync(Prediction.Of($"test-{i:D8}", i % classes.Length, answer));
        }

        await writer.FlushAsync();
        file.Position = 0;
        var collector = new ReportCollector(classes, mistakes);
        await collector.AddShardAsync(file, "test-00000", CancellationToken.None);
        return collector;
    }

    public static async Task<ReportData> ReportAsync(string[] classes, int images = 60, Picture? picture = null)
    {
        var collector = await CollectAsync(classes, images);
        return new()
        {
            Dataset = "cifar10",
            Network = "small-cnn",
            Created = s_created,
            Metrics = MetricsOf(collector.Confusion, classes),
            Confusion = collector.Confusion,
            Confidences = collector.Confidences,
            Mistakes = [.. collector.Worst.Select(mistake => new MistakePicture(mistake, picture))],
            History = [new(1, 1.5, 0.4, 1.4, 0.45), new(2, 1.1, 0.6, 1.2, 0.55)],
            Stages = [new("train", 90000, 75.5), new("classify", 10000, 0.8)],
            Command = "tessera run --network small-cnn --seed 1",
            Options = [new("network", "small-cnn"), new("seed", "1")],
            Versions = [new("Tessera", "0.1.0")],
            Files = [new("metrics.json", "all figures"), new("predictions/", "one line an image")],
        };
    }

    /// <summary>What a report shows of no image at all.</summary>
    public static ReportData Empty => new()
    {
        Dataset = "none",
        Network = "small-cnn",
        Created = s_created,
        Metrics = MetricsOf(new(0), []),
        Confusion = new(0),
        Confidences = new(),
    };

    static Metrics MetricsOf(ConfusionMatrix confusion, string[] classes) => new()
    {
        Split = "test",
        Images = confusion.Total,
        Errors = 0,
        Labelled = confusion.Total,
        Correct = confusion.Correct,
        Accuracy = confusion.Total == 0 ? null : (double)confusion.Correct / confusion.Total,
        LogLoss = 0.5,
        MacroF1 = 0.6,
        Classes = [.. classes.Select((name, i) => new ClassMetrics
        {
            Name = name,
            Support = confusion.CountByLabel()[i],
            Predicted = confusion.CountByPredicted()[i],
            Correct = confusion[i, i],
            Precision = 0.5,
            Recall = 0.625,
            F1 = 0.55 + (i % 7 / 100.0),
        })],
    };
}
