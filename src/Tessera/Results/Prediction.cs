namespace Tessera.Results;

/// <summary>
/// What a model said about one image, or why it could say nothing. A line of <c>predictions/SHARD.jsonl</c>.
/// </summary>
public sealed record Prediction
{
    Prediction(string key, int? label, ClassConfidence[] top, string? error) =>
        (Key, Label, Top, Error) = (key, label, top, error);

    /// <summary>The record's key, unique in its dataset.</summary>
    public string Key { get; }

    /// <summary>The true class, if known.</summary>
    public int? Label { get; }

    /// <summary>The most likely classes, the likeliest first; empty exactly when the image could not be read.</summary>
    public ClassConfidence[] Top { get; }

    /// <summary>Why there is no answer; <see langword="null"/> when there is one.</summary>
    public string? Error { get; }

    /// <summary>The likeliest class. Only where <see cref="Error"/> is <see langword="null"/>.</summary>
    public int Predicted => Top[0].Class;

    /// <summary>
    /// The probability of <see cref="Predicted"/>, 0 to 1. Only where <see cref="Error"/> is <see langword="null"/>.
    /// </summary>
    public double Confidence => Top[0].Confidence;

    /// <summary>There is an answer and a known label, and they agree.</summary>
    public bool IsRight => Error is null && Predicted == Label;

    /// <summary>There is an answer and a known label, and they differ.</summary>
    public bool IsWrong => Error is null && Label is { } label && Predicted != label;

    /// <summary>An answer; <paramref name="top"/> holds at least one class, the likeliest first.</summary>
    public static Prediction Of(string key, int? label, params ClassConfidence[] top)
    {
        ArgumentOutOfRangeException.ThrowIfZero(top.Length);
        return new(key, label, top, error: null);
    }

    /// <summary>An image without an answer.</summary>
    public static Prediction Failed(string key, int? label, string error) => new(key, label, [], error);

    /// <summary>
    /// The <paramref name="topK"/> likeliest classes, confidences rounded to six decimals, ties to the lower class
    /// index. A probability that is not a number makes it a failure: an image is never lost.
    /// </summary>
    public static Prediction FromProbabilities(string key, int? label, ReadOnlySpan<float> probabilities, int topK)
    {
        ArgumentOutOfRangeException.ThrowIfZero(probabilities.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
        foreach (var probability in probabilities)
        {
            if (float.IsNaN(probability))
            {
                return Failed(key, label, "the model's output is not a number");
            }
        }

        return new(key, label, Likeliest(probabilities, Math.Min(topK, probabilities.Length)), error: null);
    }

    // Insertion into a short sorted list: k is small, and nearly every class fails the first comparison.
    static ClassConfidence[] Likeliest(ReadOnlySpan<float> probabilities, int count)
    {
        var top = new ClassConfidence[count];
        var filled = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            double value = probabilities[i];
            if (filled == count && value <= top[^1].Confidence)
            {
                continue;
            }

            filled = Math.Min(filled + 1, count);
            var place = filled - 1;
            for (; place > 0 && top[place - 1].Confidence < value; place--)
            {
                top[place] = top[place - 1];
            }

            top[place] = new(i, value);
        }

        return Array.ConvertAll(top, entry => entry with { Confidence = Results.Confidence.Round(entry.Confidence) });
    }
}
