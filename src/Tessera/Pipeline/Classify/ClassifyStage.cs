using Tessera.Datasets;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Pipeline.Preprocess;
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
    readonly SizedDataset _input;
    readonly IModel _model;
    readonly ModelFeed _feed;
    readonly ClassifierPool _classifiers;
    readonly int _batchSize;

    ClassifyStage(ClassifySpec spec, int threads, SizedDataset input, IModel model, ModelFeed feed)
    {
        (_spec, _input, _model, _feed) = (spec, input, model, feed);
        _batchSize = Classifier.BatchSizeFor(model, feed.Metadata);
        _classifiers = new ClassifierPool(
            () => new Classifier(model, spec.Signature, feed, spec.TestTimeAugmentation), threads);
    }

    /// <summary>The file of a shard's predictions.</summary>
    public static string FileName(string shard) => $"{shard}.jsonl";

    /// <param name="spec">What is to be done.</param>
    /// <param name="shards">To which shards.</param>
    /// <param name="threads">How many may compute at once.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<ClassifyStage> OpenAsync(
        ClassifySpec spec, IReadOnlySet<string> shards, int threads, CancellationToken cancellation)
    {
        var input = new SizedDataset(await spec.OpenInputAsync(shards, cancellation), spec.Resize);
        var model = ModelLoader.Open(StorageSchemes.Open(spec.Model), spec.Runtime, spec.Kernels);
        try
        {
            var feed = spec.Feed ?? ModelFeed.Of(TrainedModel.RequireMetadata(model));
            TrainedModel.RequireFits(feed.Metadata, input);
            return new ClassifyStage(spec, threads, input, model, feed);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public async Task<ShardMark> ProcessAsync(string name, CancellationToken cancellation)
    {
        var shard = _input.Dataset.Shard(name);
        var tally = default(PredictionTally);
        var file = await _spec.ShardOutput.WriteAsync(
            FileName(shard.Name),
            async stream => tally = await WriteAsync(shard, stream, cancellation),
            cancellation);
        var counts = tally!.ToCounts();
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

    public ValueTask DisposeAsync()
    {
        _classifiers.Dispose();
        _model.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes the predictions of a shard, and adds them up.</summary>
    async Task<PredictionTally> WriteAsync(ShardManifest shard, Stream stream, CancellationToken cancellation)
    {
        var tally = new PredictionTally(_feed.Metadata.Classes);
        using var writer = new PredictionWriter(stream);
        await foreach (var batch in BatchReader.ReadAsync(_input, shard, _batchSize, cancellation))
        {
            await WriteAsync(batch, writer, tally, cancellation);
        }

        await writer.FlushAsync(cancellation);
        return tally;
    }

    async Task WriteAsync(
        ImageBatch batch, PredictionWriter writer, PredictionTally tally, CancellationToken cancellation)
    {
        var classes = _feed.Metadata.Classes.Length;
        var probabilities = await _classifiers.ClassifyAsync(batch, cancellation);
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
