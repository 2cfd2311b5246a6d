using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.SavedModel;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models.Managed;

/// <summary>
/// Operators over channels that come first, which TensorFlow computes on some processors only (pooling: where oneDNN is
/// on), say what they say of the same image with its channels last.
/// </summary>
public sealed class ChannelsFirstTests
{
    [Theory]
    [InlineData("MaxPool", "VALID")]
    [InlineData("MaxPool", "SAME")]
    [InlineData("AvgPool", "VALID")]
    [InlineData("AvgPool", "SAME")]
    public void Pooling(string pool, string padding)
    {
        var first = new OperatorModel(2, 4, 9, 7);
        Pool(first, "x", "NCHW", [1, 1, 2, 3], [1, 1, 1, 2]);
        var last = new OperatorModel(2, 4, 9, 7);
        Transpose(last, Pool(last, Transpose(last, "x", 0, 2, 3, 1), "NHWC", [1, 2, 3, 1], [1, 1, 2, 1]), 0, 3, 1, 2);

        var (expected, actual) = (Run(last), Run(first));

        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.Values<float>().ToArray(), actual.Values<float>().ToArray());

        string Pool(OperatorModel model, string x, string format, int[] size, int[] strides) => model.Node(
            pool,
            [x],
            ("T", Float),
            ("ksize", List(size)),
            ("strides", List(strides)),
            ("padding", Text(padding)),
            ("data_format", Text(format)));
    }

    static string Transpose(OperatorModel model, string x, params int[] order) =>
        model.Node("Transpose", [x, model.Integers(order)], ("T", Float), ("Tperm", Integer));

    static Tensor Run(OperatorModel operators)
    {
        var folder = new MemoryModelFolder { Files = { [SavedModelFiles.Graph] = operators.ToBytes() } };
        using var model = ManagedModel.Load(folder, KernelSets.Best);
        using var session = model.OpenSession(new SessionOptions());
        var input = Tensor.Of<float>(
            new TensorShape([.. operators.Input]), RandomNetwork.Images(1, operators.Length, seed: 3));
        return session.Run(new Dictionary<string, Tensor> { ["x"] = input })["y"];
    }
}
