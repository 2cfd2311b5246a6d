using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Networks;

namespace Tessera.Tests.Models.SavedModel;

public sealed class SavedModelWriterTests
{
    public static TheoryData<string> Presets => [.. NetworkPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_written_network_runs_and_gives_probabilities(string preset)
    {
        using var model = Load(new RandomNetwork(preset));
        using var session = model.OpenSession(new SessionOptions());

        var probabilities = new float[2 * 10];
        session.Run(RandomNetwork.Images(2), 2, probabilities);

        Assert.All(probabilities.Chunk(10), row => Assert.Equal(1, row.Sum(), 1e-5f));
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        var first = MemoryModelFolder.Of(new RandomNetwork(NetworkPresets.ResNet20).Files());
        var second = MemoryModelFolder.Of(new RandomNetwork(NetworkPresets.ResNet20).Files());

        Assert.Equal(first.Files.Keys, second.Files.Keys);
        Assert.All(first.Files, file => Assert.Equal(file.Value, second.Files[file.Key]));
    }

    [Fact]
    public void Signature_and_metadata_are_read_back()
    {
        var network = new RandomNetwork(NetworkPresets.SmallCnn);

        using var model = Load(network);

        var signature = Assert.Single(model.Signatures);
        Assert.Equal(Signature.DefaultName, signature.Name);
        Assert.Equal("images Float32 (?, 32, 32, 3)", Assert.Single(signature.Inputs).ToString());
        Assert.Equal("probabilities Float32 (?, 10)", Assert.Single(signature.Outputs).ToString());
        Assert.Equal(network.Metadata.Classes, model.Metadata!.Classes);
        Assert.Equal(network.Metadata.Image, model.Metadata.Image);
    }

    [Fact]
    public void Weights_of_another_size_are_refused()
    {
        var network = new RandomNetwork(NetworkPresets.SmallCnn);
        network.Weights["block1/conv1/kernel"] = new float[5];

        var failure = Assert.Throws<TesseraException>(network.Files);

        Assert.Equal(
            "the weights 'block1/conv1/kernel' of network 'small-cnn' must be 864 numbers, but there are 5",
            failure.Message);
    }

    static ManagedModel Load(RandomNetwork network) =>
        ManagedModel.Load(MemoryModelFolder.Of(network.Files()), KernelSets.Best);
}
