using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Passes;
using Tessera.Models.Managed.Planning;
using Tessera.Models.SavedModel;
using Tessera.Networks;

namespace Tessera.Tests.Models.Managed;

/// <summary>
/// What is left of a graph after all passes; that it still computes the same is for the oracles' tests.
/// </summary>
public sealed class OptimizationTests
{
    [Fact]
    public void Normalisation_scale_and_gelu_vanish_into_airbench()
    {
        var folder = MemoryModelFolder.Of(new RandomNetwork(NetworkPresets.Airbench90).Files());

        Assert.Equal("7 Conv2D, 1 MatMul, 4 MaxPool, 1 Reshape, 1 Softmax, 3 _Gelu", Operators(folder));
    }

    [Fact]
    public void Unfused_normalisation_of_Keras_vanishes_into_the_convolution() => Assert.Equal(
        "9 AddV2, 21 Conv2D, 1 MatMul, 1 Mean, 1 Softmax", Operators("models/resnet20"));

    [Fact]
    public void Padding_vanishes_into_MobileNet() => Assert.Equal(
        "10 AddV2, 35 Conv2D, 17 DepthwiseConv2dNative, 1 MatMul, 1 Mean, 1 Softmax",
        Operators("models/mobilenetv2_050"));

    [Fact]
    public void Blocks_become_dilation() => Assert.Equal("1 Conv2D", Operators("oracle/layers/conv_dil3_valid"));

    static string Operators(string path) => Operators(MemoryModelFolder.Of(SharedFolder.Require(path)));

    static string Operators(IModelFolder folder)
    {
        var proto = SavedModelReader.ReadGraph(folder);
        var signature = SavedModelReader.ReadSignatures(proto, "").Require(Signature.DefaultName, "");
        using var prepared = new PreparedWeights(KernelSet.Portable);
        var graph = Optimization.Apply(new GraphImporter(proto, folder, prepared).Import(signature), prepared);
        var counts = graph.Nodes
            .Where(node => node.Constant is null && node.Operator is not ("Placeholder" or "Identity"))
            .CountBy(node => node.Operator)
            .OrderBy(count => count.Key, StringComparer.Ordinal);
        return string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));
    }
}
