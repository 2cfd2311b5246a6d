using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.TensorFlow;
using Tessera.Networks;
using Tessera.Tests;
using Tessera.Tests.Models;

namespace Tessera.EndToEnd.Models;

/// <summary>TensorFlow loads the models that Tessera writes, and they give the same in both runtimes.</summary>
public sealed class WrittenModelTests
{
    const int Count = 7;

    public static TheoryData<string> Presets => [.. NetworkPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_written_network_gives_the_same_in_both_runtimes(string preset)
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        LocalModelWriter.Write(folder.Path, new RandomNetwork(preset).Files());
        var local = new LocalModelFolder(folder.Path);
        using var managed = ManagedModel.Load(local, KernelSets.Best);
        using var tensorFlow = TensorFlowModel.Load(local);

        var expected = Classify(tensorFlow);
        var actual = Classify(managed);

        Differences.AssertClose(expected, actual, 1e-4f);
    }

    static float[] Classify(IModel model)
    {
        using var session = model.OpenSession(new SessionOptions());
        var probabilities = new float[Count * 10];
        session.Run(RandomNetwork.Images(Count), Count, probabilities);
        return probabilities;
    }
}
