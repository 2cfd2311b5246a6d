namespace Tessera.Results;

/// <summary>
/// Adds up predictions to <see cref="PredictionCounts"/> and those to <see cref="Metrics"/>, both in the order of the
/// files. Memory grows with the classes, not with the images.
/// </summary>
public sealed class PredictionTally(IReadOnlyList<string> classes)
{
    const int TopFive = 5;

    // A probability of zero would make the mean infinite: one image must not decide it.
    const double SmallestProbability = 1e-12;

    long _images;
    long _errors;
    long _rightInTopFive;
    bool _hasTopFive = classes.Count > TopFive;
    double _lossSum;

    /// <summary>The images with an answer and a label.</summary>
    public ConfusionMatrix Confusion { get; } = new(classes.Count);

    /// <summary>The first image without an answer, and why.</summary>
    public string? FirstError { get; private set; }

    /// <summary>Adds one image.</summary>
    /// <param name="prediction">What is said of it.</param>
    /// <param name="probabilities">One a class; empty for an image that could not be read.</param>
    public void Add(Prediction prediction, ReadOnlySpan<float> probabilities)
    {
        _images++;
        if (prediction.Error is not null)
        {
            _errors++;
            FirstError ??= $"{prediction.Key}: {prediction.Error}";
        }
        else if (prediction.Label is { } label)
        {
            Confusion.Add(label, prediction.Predicted);
            _hasTopFive &= prediction.Top.Length >= TopFive;
            _rightInTopFive += prediction.Top.Take(TopFive).Any(entry => entry.Class == label) ? 1 : 0;
            _lossSum -= Math.Log(Math.Max(probabilities[label], SmallestProbability));
        }
    }

    /// <summary>Adds what another tally counted.</summary>
    /// <exception cref="FormatException">The counts are not of these classes.</exception>
    public void Add(PredictionCounts counts)
    {
        _images += counts.Images;
        _errors += counts.Errors;
        _hasTopFive &= counts.RightInTopFive is not null;
        _rightInTopFive += counts.RightInTopFive ?? 0;
        _lossSum += counts.LogLoss;
        Confusion.Add(ConfusionMatrix.FromTriples(classes.Count, counts.Confusion));
    }

    /// <summary>The sums so far.</summary>
    public PredictionCounts ToCounts() =>
        new(_images, _errors, _hasTopFive ? _rightInTopFive : null, _lossSum, Confusion.ToTriples());

    /// <summary>The figures so far, for a split of this name.</summary>
    public Metrics ToMetrics(string split)
    {
        var perClass = PerClass();
        var seen = Array.FindAll(perClass, entry => entry.Support + entry.Predicted > 0);
        return new()
        {
            Split = split,
            Images = _images,
            Errors = _errors,
            Labelled = Confusion.Total,
            Correct = Confusion.Correct,
            Accuracy = Mean(Confusion.Correct),
            Top5Accuracy = _hasTopFive ? Mean(_rightInTopFive) : null,
            LogLoss = Mean(_lossSum),
            MacroPrecision = seen is [] ? null : Round(seen.Average(entry => entry.Precision)),
            MacroRecall = seen is [] ? null : Round(seen.Average(entry => entry.Recall)),
            MacroF1 = seen is [] ? null : Round(seen.Average(entry => entry.F1)),
            Classes = Array.ConvertAll(perClass, Round),
        };
    }

    ClassMetrics[] PerClass()
    {
        var support = Confusion.CountByLabel();
        var predicted = Confusion.CountByPredicted();
        return [.. classes.Select((name, i) => new ClassMetrics
        {
            Name = name,
            Support = support[i],
            Predicted = predicted[i],
            Correct = Confusion[i, i],
            Precision = Quotient(Confusion[i, i], predicted[i]),
            Recall = Quotient(Confusion[i, i], support[i]),
            F1 = Quotient(2 * Confusion[i, i], support[i] + predicted[i]),
        })];
    }

    double? Mean(double sum) => Confusion.Total == 0 ? null : Round(sum / Confusion.Total);

    static double Quotient(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    static double Round(double value) => Math.Round(value, 6);

    static ClassMetrics Round(ClassMetrics entry) =>
        entry with { Precision = Round(entry.Precision), Recall = Round(entry.Recall), F1 = Round(entry.F1) };
}
