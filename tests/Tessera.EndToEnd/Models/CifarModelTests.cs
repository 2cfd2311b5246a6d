using Tessera.Datasets.Sources.Cifar;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.TensorFlow;
using Tessera.Pipeline;
using Tessera.Tests;
using Tessera.Tests.Models;

namespace Tessera.EndToEnd.Models;

/// <summary>Networks that Keras has trained say of real pictures what they said in Keras, in both runtimes.</summary>
public sealed class CifarModelTests
{
    const int Count = 256;
    const int Classes = 10;
    const int ImageLength = 32 * 32 * 3;
    const float Tolerance = 1e-4f;

    static readonly float[] s_mean = [.4914f, .4822f, .4465f];
    static readonly float[] s_std = [.2470f, .2435f, .2616f];

    [Theory]
    [InlineData("keras_cnn")]
    [InlineData("resnet20")]
    public async Task A_trained_network_gives_the_recorded_probabilities(string name)
    {
        TensorFlowRequirement.Load();
        var folder = new LocalModelFolder(SharedFolder.Require($"models/{name}"));
        var expected = NpyTensor.Read(Path.Combine(folder.Location, "expected.npy"));
        var images = await ReadImagesAsync();
        using var managed = ManagedModel.Load(folder, KernelSets.Best);
        using var tensorFlow = TensorFlowModel.Load(folder);

        RequireEqual(expected, Classify(managed, images));
        RequireEqual(expected, Classify(tensorFlow, images));
    }

    [Fact]
    public void TensorFlow_gives_the_recorded_probabilities_of_MobileNet()
    {
        TensorFlowRequirement.Load();
        var folder = new LocalModelFolder(SharedFolder.Require("models/mobilenetv2_050"));
        var pixels = NpyTensor.Read(Path.Combine(folder.Location, "input_u8.npy"));
        var expected = NpyTensor.Read(Path.Combine(folder.Location, "expected.npy"));
        using var model = TensorFlowModel.Load(folder);
        using var session = model.OpenSession(new SessionOptions());

        var probabilities = new float[expected.Shape.ElementCount];
        float[] images = [.. pixels.Values<byte>().ToArray().Select(pixel => pixel / 127.5f - 1)];
        session.Run(images, pixels.Shape[0], probabilities);

        RequireEqual(expected, probabilities);
    }

    static async Task<float[]> ReadImagesAsync()
    {
        var source = new CifarSource(new CifarSourceOptions { CacheFolder = CacheFolder.Default });
        var batches = await source.PrepareAsync(cancellation: TestContext.Current.CancellationToken);
        using var reader = new CifarBatchReader(batches.Test);
        var pixels = new byte[Count * ImageLength];
        for (var i = 0; i < Count; i++)
        {
            reader.Read(i, pixels.AsSpan(i * ImageLength, ImageLength));
        }

        return [.. pixels.Select((pixel, i) => (pixel / 255f - s_mean[i % 3]) / s_std[i % 3])];
    }

    static float[] Classify(IModel model, float[] images)
    {
        using var session = model.OpenSession(new SessionOptions());
        var probabilities = new float[Count * Classes];
        session.Run(images, Count, probabilities);
        return probabilities;
    }

    static void RequireEqual(Tensor expected, float[] actual)
    {
        var probabilities = expected.Values<float>().ToArray();
        var classes = expected.Shape[^1];
        Assert.Equal(Best(probabilities, classes), Best(actual, classes));
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(probabilities[i], actual[i], Tolerance);
        }
    }

    static IEnumerable<int> Best(float[] probabilities, int classes) =>
        probabilities.Chunk(classes).Select(row => Array.IndexOf(row, row.Max()));
}
