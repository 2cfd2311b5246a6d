using System.Collections.Immutable;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Networks;
using Tessera.Training;

namespace Tessera.Pipeline.Classify;

/// <summary>
/// From pixels to probabilities: views, normalisation, model, average. Has buffers of its own: one a task.
/// </summary>
sealed class Classifier : IDisposable
{
    // a batch's activations should stay in the cache: fewer of large images
    const int MostNumbers = 400_000;

    // rounding, of a thousand float32 classes
    const float ProbabilityTolerance = 1e-3f;

    // so that the logarithm of a probability that is zero in float32 stays a number
    const float SmallestProbability = 1e-30f;

    readonly IModelSession _session;
    readonly Shape _image;
    readonly WeightedView[] _views;
    readonly float[] _table;
    readonly float[] _input;
    readonly float[] _output;
    readonly int _batchSize;
    readonly bool _isBgr;
    readonly bool _givesLogits;
    byte[] _swapped = [];

    /// <exception cref="TesseraException">The images are too small for the views.</exception>
    public Classifier(IModel model, string signature, ModelFeed feed, TestTimeAugmentation augmentation)
    {
        var metadata = feed.Metadata;
        _image = new Shape(metadata.Image.Height, metadata.Image.Width, metadata.Image.Channels);
        _views = Views(augmentation, _image);
        Classes = metadata.Classes.Length;
        _batchSize = BatchSizeFor(model, metadata);
        _table = new Normalization(Doubles(metadata.Mean), Doubles(metadata.Std)).Table(_image);
        _input = new float[checked(_batchSize * _image.Count)];
        _output = new float[_batchSize * Classes];
        _isBgr = feed.Channels == ChannelOrder.Bgr;
        _session = model.OpenSession(new SessionOptions { Signature = signature });
        _givesLogits = model.Metadata is null && !GivesProbabilities();
    }

    public int Classes { get; }

    /// <summary>The most images that are computed at once; results do not depend on it.</summary>
    public static int BatchSizeFor(IModel model, ModelMetadata metadata) => Math.Clamp(
        MostNumbers / (metadata.Image.Height * metadata.Image.Width * metadata.Image.Channels), 1, model.BestBatch);

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
        pixels = _isBgr ? Swap(pixels[..(count * size)]) : pixels;
        for (var i = 0; i < count; i++)
        {
            view.Show(pixels.Slice(i * size, size), _image, _table, _input.AsSpan(i * size, size));
        }

        RunSession(count, output);
        if (_givesLogits)
        {
            for (var i = 0; i < count; i++)
            {
                Softmax(output.Slice(i * Classes, Classes));
            }
        }
    }

    void RunSession(int count, Span<float> output)
    {
        var input = _input.AsSpan(0, count * _image.Count);
        if (_session.Signature.Inputs is [{ Type: ElementType.UInt8 } bytes])
        {
            var shape = new TensorShape(count, _image.Height, _image.Width, _image.Channels);
            var tensor = Tensor.Of<byte>(shape, Array.ConvertAll(input.ToArray(), value => (byte)MathF.Round(value)));
            var outputs = _session.Run(new Dictionary<string, Tensor> { [bytes.Key] = tensor });
            outputs.Values.Single().Values<float>().CopyTo(output);
        }
        else
        {
            _session.Run(input, count, output);
        }
    }

    /// <summary>
    /// Whether the answers to two images are probabilities. A model that gives logits (numbers of any sign and sum)
    /// gets a softmax; this is decided once, for the model, not for each image.
    /// </summary>
    bool GivesProbabilities()
    {
        var count = Math.Min(2, _batchSize);
        for (var i = 0; i < count * _image.Count; i++)
        {
            var value = i < _image.Count ? 0 : (i * 37) & 255;
            _input[i] = _table[((i % _image.Channels) * 256) + value];
        }

        var answers = _output.AsSpan(0, count * Classes);
        RunSession(count, answers);
        for (var i = 0; i < count; i++)
        {
            var sum = 0f;
            foreach (var value in answers.Slice(i * Classes, Classes))
            {
                sum += value >= 0 ? value : float.NaN;
            }

            if (!(MathF.Abs(sum - 1) <= ProbabilityTolerance))
            {
                return false;
            }
        }

        return true;
    }

    ReadOnlySpan<byte> Swap(ReadOnlySpan<byte> pixels)
    {
        var channels = _image.Channels;
        _swapped = _swapped.Length >= pixels.Length ? _swapped : new byte[pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var channel = i % channels;
            _swapped[i] = channel < 3 && channels >= 3 ? pixels[i - channel + 2 - channel] : pixels[i];
        }

        return _swapped.AsSpan(0, pixels.Length);
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
