using System.Collections.Immutable;
using Tessera.Models;
using Tessera.Networks;
using Tessera.Training;

namespace Tessera.Pipeline.Classify;

/// <summary>
/// From pixels to probabilities: views, normalisation, model, average. Has buffers of its own: one a task.
/// </summary>
sealed class Classifier : IDisposable
{
    // a batch's activations should stay in the cache: fewer of large images
    const int MostImages = 100;
    const int MostNumbers = 400_000;

    // so that the logarithm of a probability that is zero in float32 stays a number
    const float SmallestProbability = 1e-30f;

    readonly IModelSession _session;
    readonly Shape _image;
    readonly WeightedView[] _views;
    readonly float[] _table;
    readonly float[] _input;
    readonly float[] _output;

    /// <exception cref="TesseraException">The images are too small for the views.</exception>
    public Classifier(IModel model, ModelMetadata metadata, TestTimeAugmentation augmentation)
    {
        _image = new Shape(metadata.Image.Height, metadata.Image.Width, metadata.Image.Channels);
        _views = Views(augmentation, _image);
        Classes = metadata.Classes.Length;
        BatchSize = Math.Clamp(MostNumbers / _image.Count, 1, MostImages);
        _table = new Normalization(Doubles(metadata.Mean), Doubles(metadata.Std)).Table(_image);
        _input = new float[checked(BatchSize * _image.Count)];
        _output = new float[BatchSize * Classes];
        _session = model.OpenSession(new SessionOptions());
    }

    public int Classes { get; }

    /// <summary>Images that are computed at once; results do not depend on it.</summary>
    public int BatchSize { get; }

    /// <summary>Fills one row of probabilities for each image.</summary>
    public void Classify(ReadOnlySpan<byte> pixels, int count, Span<float> probabilities)
    {
        if (_views.Length == 1)
        {
            Run(pixels, count, _views[0].View, probabilities);
            return;
        }

        probabilities.Clear();
        var output = _output.AsSpan(0, count * Classes);
        foreach (var view in _views)
        {
            Run(pixels, count, view.View, output);
            AddLogarithms(output, view.Weight, probabilities);
        }

        for (var i = 0; i < count; i++)
        {
            Softmax(probabilities.Slice(i * Classes, Classes));
        }
    }

    public void Dispose() => _session.Dispose();

    void Run(ReadOnlySpan<byte> pixels, int count, View view, Span<float> output)
    {
        var size = _image.Count;
        for (var i = 0; i < count; i++)
        {
            view.Show(pixels.Slice(i * size, size), _image, _table, _input.AsSpan(i * size, size));
        }

        _session.Run(_input.AsSpan(0, count * size), count, output);
    }

    /// <summary>
    /// Averaging logarithms of probabilities averages logits: they differ by a constant an image, which softmax
    /// takes out.
    /// </summary>
    static void AddLogarithms(ReadOnlySpan<float> probabilities, float weight, Span<float> sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += weight * MathF.Log(MathF.Max(probabilities[i], SmallestProbability));
        }
    }

    static void Softmax(Span<float> values)
    {
        var largest = float.NegativeInfinity;
        foreach (var value in values)
        {
            largest = MathF.Max(largest, value);
        }

        var sum = 0f;
        foreach (ref var value in values)
        {
            value = MathF.Exp(value - largest);
            sum += value;
        }

        foreach (ref var value in values)
        {
            value /= sum;
        }
    }

    static WeightedView[] Views(TestTimeAugmentation augmentation, Shape image) => augmentation switch
    {
        TestTimeAugmentation.None => WeightedView.Alone,
        TestTimeAugmentation.Mirror => WeightedView.Mirror,
        _ when View.Allows(image, 1) => WeightedView.MirrorAndShift,
        _ => throw TesseraException.User(
            $"images of {image} are too small to be moved by a pixel: give --test-time-augmentation none or mirror"),
    };

    static ImmutableArray<double> Doubles(ImmutableArray<float> values) => [.. values.Select(value => (double)value)];
}
