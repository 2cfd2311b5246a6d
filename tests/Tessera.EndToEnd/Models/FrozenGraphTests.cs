using Google.Protobuf;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.SavedModel.Protos;
using Tessera.Models.TensorFlow;
using Tessera.Tests;
using Tessera.Tests.Models;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.EndToEnd.Models;

/// <summary>Graphs of TensorFlow 1 without signatures run in both runtimes.</summary>
public sealed class FrozenGraphTests
{
    [Theory]
    [InlineData("frozen_graph.pb", "")]
    [InlineData("any.pb", "any.pb")]
    public void A_frozen_graph_gives_the_same_in_both_runtimes(string file, string given)
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At(file), Graph().ToByteArray());
        var local = new LocalModelFolder(folder.At(given).TrimEnd('/'));
        using var managed = ManagedModel.Load(local, KernelSets.Best);
        using var tensorFlow = TensorFlowModel.Load(local);

        var expected = Run(tensorFlow);
        var actual = Run(managed);

        Assert.Equal(["node3", "node5"], expected.Keys.Order());
        Differences.AssertClose(expected["node3"].Values<float>(), actual["node3"].Values<float>(), 1e-6f);
        Assert.Equal(expected["node5"].Values<long>().ToArray(), actual["node5"].Values<long>().ToArray());
    }

    // The softmax of a matrix product, and the index of its largest number.
    static GraphProto Graph()
    {
        var model = new OperatorModel(3, 4);
        var product = model.Node(
            "MatMul", ["x", model.Floats([4, 2], 1, -2, 3, -4, 5, -6, 7, 8)], ("T", Float));
        model.Node("Softmax", [product], ("T", Float));
        model.Node("ArgMax", [product, model.Scalar(1)], ("T", Float));
        return SavedModelProto.Parser.ParseFrom(model.ToBytes()).MetaGraphs[0].GraphDef;
    }

    static IReadOnlyDictionary<string, Tensor> Run(IModel model)
    {
        using var session = model.OpenSession(new SessionOptions());
        var input = Tensor.Of<float>(new TensorShape(3, 4), RandomNetwork.Images(1, 12));
        return session.Run(new Dictionary<string, Tensor> { ["x"] = input });
    }
}
