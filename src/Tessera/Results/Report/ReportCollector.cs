namespace Tessera.Results.Report;

/// <summary>
/// Streams prediction files into everything that the report shows of them beside the metrics. Memory is bounded by
/// classes and <paramref name="mistakes"/>, whatever the number of images.
/// </summary>
public sealed class ReportCollector(IReadOnlyList<string> classes, int mistakes)
{
    /// <summary>A report's worst mistakes by default: six full rows on a wide screen.</summary>
    public const int DefaultMistakes = 42;

    readonly WorstMistakes _worst = new(mistakes);

    /// <summary>The images with an answer and a label.</summary>
    public ConfusionMatrix Confusion { get; } = new(classes.Count);

    public ConfidenceHistogram Confidences { get; } = new();

    /// <summary>The wrong answers that the model was surest of, the surest first.</summary>
    public IReadOnlyList<Mistake> Worst => _worst.Ordered;

    /// <summary>Adds one shard's predictions: the stream of <c>SHARD.jsonl</c>, which stays the caller's.</summary>
    /// <exception cref="TesseraException">A line is no prediction.</exception>
    public async Task AddShardAsync(Stream stream, string shard, CancellationToken cancellationToken)
    {
        var row = 0L;
        await foreach (var prediction in PredictionReader.ReadAsync(
            stream, $"{shard}.jsonl", classes.Count, cancellationToken))
        {
            Add(prediction, shard, row++);
        }
    }

    void Add(Prediction prediction, string shard, long row)
    {
        if (prediction.Error is not null || prediction.Label is not { } label)
        {
            return;
        }

        Confusion.Add(label, prediction.Predicted);
        Confidences.Add(prediction.Confidence, prediction.IsRight);
        if (prediction.IsWrong)
        {
            _worst.Add(new(prediction.Key, shard, row, label, prediction.Predicted, prediction.Confidence));
        }
    }
}
