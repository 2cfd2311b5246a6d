using System.Collections.Concurrent;
using Tessera.Datasets;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Results;
using Tessera.Storage;

namespace Tessera.Pipeline.Classify;

/// <summary>
/// Classifies a shard: one prediction an image, in the shard's order. Shards run side by side, weights are shared.
/// </summary>
sealed class ClassifyStage : IStage
{
    /// <summary>The folder of predictions in a run's folder.</summary>
    public const string FolderName = "predictions";

    readonly ClassifySpec _spec;
    readonly Dataset _input;
    readonly IModel _model;
    readonly ModelFeed _feed;
    readonly ConcurrentBag<Classifier> _classifiers = [];

    ClassifyStage(ClassifySpec spec, Dataset input, IModel model, ModelFeed feed) =>
        (_spec, _input, _model, _feed) = (spec, input, model, feed);

    /// <summary>The file of a shard's predictions.</summary>
    public static string FileName(string shard) => $"{shard}.jsonl";

    public static async Task<ClassifyStage> OpenAsync(ClassifySpec spec, CancellationToken cancellation)
    {
        var input = await spec.OpenInputAsync(cancellation);
        var model = ModelLoader.Open(StorageSchemes.Open(spec.Model), spec.Runtime, spec.Kernels);
        try
        {
            var feed = spec.Feed ?? ModelFeed.Of(TrainedModel.RequireMetadata(model));
            TrainedModel.RequireFits(feed.Metadata, input);
            return new ClassifyStage(spec, input, model, feed);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public async Task<ShardMark> ProcessAsync(string shard, CancellationToken cancellation)
    {
        var classifier = _classifiers.TryTake(out var idle)
            ? idle
            : new Classifier(_model, _spec.Signature, _feed, _spec.TestTimeAugmentation);
        try
        {
            return await ClassifyAsync(classifier, _input.Shard(shard), cancellation);
        }
        finally
        {
            _classifiers.Add(classifier);
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var classifier in _classifiers)
        {
            classifier.Dispose();
        }

        _model.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task<ShardMark> ClassifyAsync(Classifier classifier, ShardManifest shard, CancellationToken cancellation)
    {
        var tally = new PredictionTally(_feed.Metadata.Classes);
        var predictions = _spec.OpenOutput().Sub(FolderName);
        var file = await predictions.WriteAsync(
            FileName(shard.Name),
            async stream =>
            {
                tally = new PredictionTally(_feed.Metadata.Classes);
                using var writer = new PredictionWriter(stream);
                await foreach (var batch in BatchReader.ReadAsync(_input, shard, classifier.BatchSize, cancellation))
                {
                    await WriteAsync(classifier, batch, writer, tally, cancellation);
                }

                await writer.FlushAsync(cancellation);
            },
            cancellation);
        var counts = tally.ToCounts();
        return new ShardMark
        {
            Shard = shard.Name,
            Images = counts.Images,
            Errors = counts.Errors,
            Files = [file with { Name = $"{FolderName}/{file.Name}" }],
            FirstError = tally.FirstError,
            Predictions = counts,
        };
    }

    async Task WriteAsync(
        Classifier classifier,
        ImageBatch batch,
        PredictionWriter writer,
        PredictionTally tally,
        CancellationToken cancellation)
    {
        var classes = classifier.Classes;
        var probabilities = new float[batch.Records.Count * classes];
        classifier.Classify(batch.Pixels.Span, batch.Records.Count, probabilities);
        for (var i = 0; i < batch.Records.Count; i++)
        {
            var row = probabilities.AsSpan(i * classes, classes);
            var prediction = Predict(batch.Records[i], row);
            tally.Add(prediction, row);
            await writer.WriteAsync(prediction, cancellation);
        }
    }

    Prediction Predict(ImageRecord record, ReadOnlySpan<float> probabilities) =>
        record.Status == ImageStatus.Error
            ? Prediction.Failed(record.Key, record.Label, record.Error ?? "it could not be read")
            : Prediction.FromProbabilities(record.Key, record.Label, probabilities, _spec.TopK);
}
