using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.TensorFlow;
using Tessera.Tests;
using Tessera.Tests.Models;

namespace Tessera.EndToEnd.Models;

/// <summary>Single operators, also those that the oracle lacks, give the same in both runtimes.</summary>
public sealed class OperatorTests
{
    public static TheoryData<string> Cases => [.. OperatorCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_operator_gives_the_same_in_both_runtimes(string name)
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        var operators = OperatorCases.All[name]();
        File.WriteAllBytes(folder.At("saved_model.pb"), operators.ToBytes());
        var local = new LocalModelFolder(folder.Path);
        using var managed = ManagedModel.Load(local, KernelSets.Best);
        using var tensorFlow = TensorFlowModel.Load(local);

        var expected = Run(tensorFlow, operators);
        var actual = Run(managed, operators);

        Assert.Equal(expected.Shape, actual.Shape);
        Differences.AssertClose(expected.Values<float>(), actual.Values<float>(), 1e-5f);
    }

    static Tensor Run(IModel model, OperatorModel operators)
    {
        var noise = RandomNetwork.Images(1, operators.Length);
        using var session = model.OpenSession(new SessionOptions());
        var input = Tensor.Of<float>(new TensorShape([.. operators.Input]), noise);
        return session.Run(new Dictionary<string, Tensor> { ["x"] = input })["y"];
    }
}
