using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;

namespace Tessera.Tests.Models.Managed;

/// <summary>Every layer of the oracle gives TensorFlow's values, with every kernel set.</summary>
public sealed class LayerOracleTests
{
    const float Tolerance = 1e-4f;

    public static TheoryData<string, string> LayersAndKernels() =>
        [.. LayerNames.All.SelectMany(name => KernelSets.Supported.Select(set => (name, KernelSets.NameOf(set))))];

    [Theory]
    [MemberData(nameof(LayersAndKernels))]
    public void A_layer_gives_what_TensorFlow_gives(string name, string kernels)
    {
        var folder = SharedFolder.Require($"oracle/layers/{name}");
        var input = NpyTensor.Read(Path.Combine(folder, "input.npy"));
        var expected = NpyTensor.Read(Path.Combine(folder, "expected.npy"));
        using var model = ManagedModel.Load(new LocalModelFolder(folder), KernelSets.Parse(kernels));
        using var session = model.OpenSession(new SessionOptions());

        var outputs = session.Run(new Dictionary<string, Tensor> { [session.Signature.Inputs[0].Key] = input });

        var actual = outputs.Values.First(output => output.Type == ElementType.Float32);
        Assert.Equal(expected.Shape, actual.Shape);
        Differences.AssertClose(expected.Values<float>(), actual.Values<float>(), Tolerance);
    }
}
