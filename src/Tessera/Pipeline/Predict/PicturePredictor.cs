using Tessera.Imaging;
using Tessera.Imaging.Resize;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Models.TensorFlow;
using Tessera.Pipeline.Classify;
using Tessera.Results;
using Tessera.Storage;

namespace Tessera.Pipeline.Predict;

/// <summary>Classifies single pictures, of any size, with a trained model. For one caller at a time.</summary>
public sealed class PicturePredictor : IDisposable
{
    readonly JobOptions _options;
    readonly IModel _model;
    readonly ModelMetadata _metadata;
    readonly Classifier _classifier;
    readonly float[] _probabilities;

    PicturePredictor(JobOptions options, IModel model, ModelFeed feed)
    {
        _options = options;
        _model = model;
        _metadata = feed.Metadata;
        _classifier = new Classifier(model, options.Signature, feed, options.TestTimeAugmentation);
        _probabilities = new float[_classifier.Classes];
    }

    /// <summary>Where the model lies.</summary>
    public string Model => _model.Location;

    /// <summary>The classes' names; a prediction's class is an index into them.</summary>
    public IReadOnlyList<string> Classes => _metadata.Classes;

    /// <summary>Opens <see cref="JobOptions.Model"/>, or else the newest model of the store.</summary>
    /// <exception cref="TesseraException">There is none, or it cannot classify pictures.</exception>
    public static async Task<PicturePredictor> OpenAsync(JobOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var folder = options.Model is { } given
            ? StorageSchemes.Open(given)
            : await ModelShelf.NewestAsync(StorageSchemes.Open(options.Store), cancellation);
        var size = options.Size is { } text && ImageSize.TryParse(text, out var parsed)
            ? (parsed.Height, parsed.Width)
            : default((int, int)?);
        var feed = ModelFeed.Resolve(new StorageModelFolder(folder), options.Signature, options.Feed, size, []);
        RequireSize(size, feed.Metadata.Image);
        if (options.Runtime == ModelRuntime.Tensorflow)
        {
            TensorFlowLibrary.Load(options.TensorFlow);
        }

        return new(options, ModelLoader.Open(folder, options.Runtime, options.Kernels), feed);
    }

    static void RequireSize((int Height, int Width)? size, ModelImage image)
    {
        if (size is { } given && given != (image.Height, image.Width))
        {
            throw TesseraException.User(
                $"--size {given.Height}x{given.Width} does not fit the model, which takes images of "
                + $"{image.Height}x{image.Width}: leave it out");
        }
    }

    /// <summary>
    /// The answer for a picture of this machine (see <see cref="ImageFormats"/>); a file that cannot be read gives a
    /// prediction with its error.
    /// </summary>
    public Prediction Predict(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Predict(file, ImageFormats.Decode(stream, Format));
        }
        catch (ImageException failure)
        {
            return Prediction.Failed(file, null, failure.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Prediction.Failed(file, null, DiskFailure.Reason(failure, file));
        }
    }

    public void Dispose()
    {
        _classifier.Dispose();
        _model.Dispose();
    }

    PixelFormat Format => _metadata.Image.Channels == 1 ? PixelFormat.Gray : PixelFormat.Rgb;

    Prediction Predict(string key, Picture picture)
    {
        _classifier.Classify(Fit(picture), 1, _probabilities);
        return Prediction.FromProbabilities(key, null, _probabilities, _options.TopK);
    }

    byte[] Fit(Picture picture)
    {
        var image = _metadata.Image;
        if (picture.Height == image.Height && picture.Width == image.Width)
        {
            return picture.Pixels;
        }

        var pixels = new byte[image.Height * image.Width * image.Channels];
        new Resizer(_options.Resize, image.Channels, picture.Height, picture.Width, image.Height, image.Width)
            .Resize(picture.Pixels, pixels);
        return pixels;
    }
}
