using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.SavedModel;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models.Managed;

/// <summary>
/// Convolutions and pooling over channels that come first, which TensorFlow computes on some processors only (where
/// oneDNN is on), say what they say of the same image with its channels last.
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
        RequireEqual(
            (model, x) => Pool(model, x, "NCHW", [1, 1, 2, 3], [1, 1, 1, 2]),
            (model, x) => Pool(model, x, "NHWC", [1, 2, 3, 1], [1, 1, 2, 1]));

        string Pool(OperatorModel model, string x, string format, int[] size, int[] strides) => model.Node(
            pool,
            [x],
            ("T", Float),
            ("ksize", List(size)),
            ("strides", List(strides)),
            ("padding", Text(padding)),
            ("data_format", Text(format)));
    }

    [Theory]
    [InlineData("VALID")]
    [InlineData("SAME")]
    public void A_convolution_with_its_bias(string padding)
    {
        RequireEqual(
            (model, x) => Convolve(model, x, "NCHW", [1, 1, 2, 1]),
            (model, x) => Convolve(model, x, "NHWC", [1, 2, 1, 1]));

        string Convolve(OperatorModel model, string x, string format, int[] strides)
        {
            var layout = ("data_format", Text(format));
            var convolved = model.Node(
                "Conv2D",
                [x, model.Floats([3, 2, 4, 5], RandomNetwork.Images(1, 120, seed: 5))],
                ("T", Float),
                ("strides", List(strides)),
                ("padding", Text(padding)),
                layout);
            var bias = model.Floats([5], RandomNetwork.Images(1, 5, seed: 7));
            return model.Node("BiasAdd", [convolved, bias], ("T", Float), layout);
        }
    }

    /// <summary>Of four channels, nine rows and seven columns.</summary>
    static void RequireEqual(
        Func<OperatorModel, string, string> channelsFirst, Func<OperatorModel, string, string> channelsLast)
    {
        var first = new OperatorModel(2, 4, 9, 7);
        channelsFirst(first, "x");
        var last = new OperatorModel(2, 4, 9, 7);
        Transpose(last, channelsLast(last, Transpose(last, "x", 0, 2, 3, 1)), 0, 3, 1, 2);

        var (expected, actual) = (Run(last), Run(first));

        Assert.Equal(expected.Shape, actual.Shape);
        Differences.AssertClose(expected.Values<float>(), actual.Values<float>(), 1e-6f);
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
