using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;

namespace Tessera.Tests.Models.Managed;

/// <summary>A whole network gives TensorFlow's values.</summary>
public sealed class NetworkOracleTests
{
    public static TheoryData<KernelSet> KernelSetsHere => [.. KernelSets.Supported];

    [Theory]
    [MemberData(nameof(KernelSetsHere))]
    public void MobileNet_gives_what_TensorFlow_gives(KernelSet kernels)
    {
        var folder = SharedFolder.Require("models/mobilenetv2_050");
        var pixels = NpyTensor.Read(Path.Combine(folder, "input_u8.npy"));
        var expected = NpyTensor.Read(Path.Combine(folder, "expected.npy")).Values<float>();
        float[] images = [.. pixels.Values<byte>().ToArray().Select(pixel => pixel / 127.5f - 1)];
        using var model = ManagedModel.Load(new LocalModelFolder(folder), kernels);
        using var session = model.OpenSession(new SessionOptions());

        var probabilities = new float[expected.Length];
        session.Run(images, pixels.Shape[0], probabilities);

        for (var i = 0; i < probabilities.Length; i++)
        {
            Assert.Equal(expected[i], probabilities[i], 1e-4f);
        }

        var classes = expected.Length / pixels.Shape[0];
        Assert.Equal(Best(expected.ToArray(), classes), Best(probabilities, classes));
    }

    static IEnumerable<int> Best(float[] probabilities, int classes) =>
        probabilities.Chunk(classes).Select(row => Array.IndexOf(row, row.Max()));
}
