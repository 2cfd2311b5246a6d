using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.TensorFlow;
using Tessera.Tests;
using Tessera.Tests.Models;

namespace Tessera.EndToEnd.Models;

/// <summary>The blocks of well-known networks with random weights give the same in both runtimes.</summary>
public sealed class BlockTests
{
    public static TheoryData<string> Blocks => [.. NetworkBlocks.All.Keys];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_gives_the_same_in_both_runtimes(string name)
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        var block = NetworkBlocks.All[name]();
        File.WriteAllBytes(folder.At("saved_model.pb"), block.ToBytes());
        var local = new LocalModelFolder(folder.Path);
        using var managed = ManagedModel.Load(local, KernelSets.Best);
        using var tensorFlow = TensorFlowModel.Load(local);

        var expected = Run(tensorFlow, block);
        var actual = Run(managed, block);

        Assert.Equal(expected.Shape, actual.Shape);
        Differences.AssertClose(expected.Values<float>(), actual.Values<float>(), 1e-4f);
    }

    static Tensor Run(IModel model, OperatorModel block)
    {
        using var session = model.OpenSession(new SessionOptions());
        var input = Tensor.Of<float>(new TensorShape([.. block.Input]), RandomNetwork.Images(1, block.Length));
        return session.Run(new Dictionary<string, Tensor> { ["x"] = input })["y"];
    }
}
