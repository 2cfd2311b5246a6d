using Tessera.Models;
using Tessera.Models.TensorFlow;
using Tessera.Tests;
using Tessera.Tests.Models;

namespace Tessera.EndToEnd.Models;

/// <summary>
/// The TensorFlow runtime reproduces the oracle's layers; the managed one is held against them in the fast tests.
/// </summary>
public sealed class LayerTests
{
    public static TheoryData<string> Layers => [.. LayerNames.All];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_gives_the_recorded_values(string name)
    {
        TensorFlowRequirement.Load();
        var folder = SharedFolder.Require($"oracle/layers/{name}");
        var input = NpyTensor.Read(Path.Combine(folder, "input.npy"));
        var expected = NpyTensor.Read(Path.Combine(folder, "expected.npy"));
        using var model = TensorFlowModel.Load(new LocalModelFolder(folder));
        using var session = model.OpenSession(new SessionOptions());

        var outputs = session.Run(new Dictionary<string, Tensor> { [session.Signature.Inputs[0].Key] = input });

        var actual = outputs.Values.First(output => output.Type == ElementType.Float32);
        Differences.AssertClose(expected.Values<float>(), actual.Values<float>(), 1e-4f);
    }
}
